namespace Layers;

/// <summary>The importance of a column for a model: the rise of the loss when the values of the column are shuffled among the
/// rows.</summary>
/// <param name="Column">The name of the column, or the number of the feature in an array.</param>
/// <param name="Loss">The loss without shuffling, on the same rows.</param>
/// <param name="Increase">The mean rise of the loss over all shufflings: 0 for a column that the model does not use, and around 0 or below
/// for a column that does not help.</param>
/// <param name="Deviation">The standard deviation (ddof 0) of the increase over the shufflings, 0 or more.</param>
/// <remarks>If two columns hold the same information, shuffling one of them changes little, because the model still has the other. Source:
/// Breiman, Random Forests (2001), <see href="https://doi.org/10.1023/A:1010933404324"/>; scikit-learn calls it
/// <c>permutation_importance</c>.</remarks>
public sealed record FeatureImportance(string Column, double Loss, double Increase, double Deviation)
{
    /// <summary>Returns the column and the increase on one line.</summary>
    public override string ToString() =>
        $"{Column}: the loss rises by {AlignedText.Real(Increase)} (deviation {AlignedText.Real(Deviation)}) from {AlignedText.Real(Loss)}";
}
