namespace Layers;

/// <summary>The scores of a class, or the mean of the scores over classes.</summary>
/// <param name="Name">The class, or the kind of mean.</param>
/// <param name="Precision">The share of rows of the class among the rows predicted as the class: TP / (TP + FP), from 0 to 1; 0 if no row
/// was predicted as the class.</param>
/// <param name="Recall">The share of rows predicted as the class among the rows of the class: TP / (TP + FN), from 0 to 1; 0 if no row is
/// of the class.</param>
/// <param name="F1">The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN), from 0 to 1; 0 if TP, FP and FN are all 0.</param>
/// <param name="Support">The number of rows of the class.</param>
public sealed record ClassScores(string Name, double Precision, double Recall, double F1, long Support)
{
    /// <summary>Returns the name and the scores on one line.</summary>
    public override string ToString() =>
        $"{Name}: precision {AlignedText.Share(Precision)}, recall {AlignedText.Share(Recall)}, F1 {AlignedText.Share(F1)}, " +
        $"{AlignedText.Count(Support, "row")}";
}
