namespace Layers;

/// <summary>The rows whose predicted probability is in one range.</summary>
/// <param name="Above">The lower end of the range. It does not belong to the range, except for 0, which does.</param>
/// <param name="UpTo">The upper end of the range, which belongs to it.</param>
/// <param name="MeanProbability">The mean of the predicted probabilities, from 0 to 1.</param>
/// <param name="ShareTrue">The share of the rows in which the event happened, from 0 to 1.</param>
/// <param name="Count">The number of rows, 1 or more.</param>
public sealed record CalibrationBin(double Above, double UpTo, double MeanProbability, double ShareTrue, long Count)
{
    /// <summary>Returns the range and its numbers on one line.</summary>
    public override string ToString() =>
        $"above {AlignedText.Real(Above)} up to {AlignedText.Real(UpTo)}: mean probability {AlignedText.Share(MeanProbability)}, share " +
        $"true {AlignedText.Share(ShareTrue)}, {AlignedText.Count(Count, "row")}";
}
