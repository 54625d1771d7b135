namespace Layers;

/// <summary>How much a model needs a column: how far the loss rises when the column's values are shuffled among the rows, so that they say
/// nothing any more.</summary>
/// <param name="Column">The column, or the feature of an array by its number.</param>
/// <param name="Loss">The loss without shuffling, on the same rows.</param>
/// <param name="Increase">By how much it rises, the mean of all shufflings: 0 for a column that the model does not look at, and around 0 or
/// below for one that does not help.</param>
/// <param name="Deviation">The standard deviation (ddof 0) of the increase over the shufflings, 0 or more.</param>
/// <remarks>Where two columns say the same, shuffling one of them may change little, since the other still says it. Source: Breiman, Random
/// Forests (2001),
/// <see href="https://doi.org/10.1023/A:1010933404324"/>; scikit-learn calls it <c>permutation_importance</c>.</remarks>
public sealed record FeatureImportance(string Column, double Loss, double Increase, double Deviation)
{
    /// <summary>The column and the increase on one line.</summary>
    public override string ToString() =>
        $"{Column}: the loss rises by {AlignedText.Real(Increase)} (deviation {AlignedText.Real(Deviation)}) from {AlignedText.Real(Loss)}";
}
