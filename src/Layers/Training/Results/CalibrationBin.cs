namespace Layers;

/// <summary>The rows whose predicted probability is in a range.</summary>
/// <param name="Above">The lower end, which does not belong to the range; except for 0, which does.</param>
/// <param name="UpTo">The upper end, which belongs to the range.</param>
/// <param name="MeanProbability">The mean of the probabilities, from 0 to 1.</param>
/// <param name="ShareTrue">The share of the rows for which it was true, from 0 to 1.</param>
/// <param name="Count">How many rows there are, 1 or more.</param>
public sealed record CalibrationBin(double Above, double UpTo, double MeanProbability, double ShareTrue, long Count)
{
    /// <summary>The range and its numbers on one line.</summary>
    public override string ToString() =>
        $"above {AlignedText.Real(Above)} up to {AlignedText.Real(UpTo)}: mean probability {AlignedText.Share(MeanProbability)}, share true {AlignedText.Share(ShareTrue)}, {AlignedText.Count(Count, "row")}";
}
