namespace Layers;

/// <summary>How well a class was told from the others, or a mean of that over classes.</summary>
/// <param name="Name">The class, or what kind of mean it is.</param>
/// <param name="Precision">Of the rows that were taken for the class the share that is of it: TP / (TP + FP), from 0 to 1; 0 where none
/// was.</param>
/// <param name="Recall">Of the rows of the class the share that was taken for it: TP / (TP + FN), from 0 to 1; 0 where there is
/// none.</param>
/// <param name="F1">The harmonic mean of both: 2 TP / (2 TP + FP + FN), from 0 to 1; 0 where all three are 0.</param>
/// <param name="Support">How many rows are of the class.</param>
public sealed record ClassScores(string Name, double Precision, double Recall, double F1, long Support)
{
    /// <summary>Name and scores on one line.</summary>
    public override string ToString() =>
        $"{Name}: precision {AlignedText.Share(Precision)}, recall {AlignedText.Share(Recall)}, F1 {AlignedText.Share(F1)}, {AlignedText.Count(Support, "row")}";
}
