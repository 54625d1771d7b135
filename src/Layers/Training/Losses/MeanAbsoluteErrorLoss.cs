using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The mean absolute error, <c>mean(|t − p|)</c>. Use <see cref="Loss.MeanAbsoluteError"/>.</summary>
public sealed record MeanAbsoluteErrorLoss : Loss
{
    internal MeanAbsoluteErrorLoss()
        : base("mean_absolute_error")
    {
    }

    internal override string ClassName => "MeanAbsoluteError";

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(Abs(yTrue - yPred));
}
