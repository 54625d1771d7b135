using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The mean absolute percentage error, <c>100 · mean(|t − p| / max(|t|, 1e-7))</c>. It is large for labels near 0. Use
/// <see cref="Loss.MeanAbsolutePercentageError"/>.</summary>
public sealed record MeanAbsolutePercentageErrorLoss : Loss
{
    internal MeanAbsolutePercentageErrorLoss()
        : base("mean_absolute_percentage_error")
    {
    }

    internal override string ClassName => "MeanAbsolutePercentageError";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        100 * OverLastAxis(Abs((yTrue - yPred) / Max(Abs(yTrue), Logits.Epsilon)));
}
