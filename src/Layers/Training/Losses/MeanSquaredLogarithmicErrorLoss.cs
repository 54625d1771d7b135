using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The mean squared logarithmic error, <c>mean((ln(1 + p) − ln(1 + t))²)</c>. Labels and predictions below 1e-7 count as 1e-7. Use
/// <see cref="Loss.MeanSquaredLogarithmicError"/>.</summary>
public sealed record MeanSquaredLogarithmicErrorLoss : Loss
{
    internal MeanSquaredLogarithmicErrorLoss()
        : base("mean_squared_logarithmic_error")
    {
    }

    internal override string ClassName => "MeanSquaredLogarithmicError";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        OverLastAxis(Square(Log(Max(yPred, Logits.Epsilon) + 1) - Log(Max(yTrue, Logits.Epsilon) + 1)));
}
