using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The mean squared error, <c>mean((t − p)²)</c>. Use <see cref="Loss.MeanSquaredError"/>.</summary>
public sealed record MeanSquaredErrorLoss : Loss
{
    internal MeanSquaredErrorLoss()
        : base("mean_squared_error")
    {
    }

    internal override string ClassName => "MeanSquaredError";

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(Square(yTrue - yPred));
}
