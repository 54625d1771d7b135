using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The Poisson loss, <c>mean(p − t ln(p + 1e-7))</c>, for counts. Use <see cref="Loss.Poisson"/>.</summary>
public sealed record PoissonLoss : Loss
{
    internal PoissonLoss()
        : base("poisson")
    {
    }

    internal override string ClassName => "Poisson";

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(yPred - yTrue * Log(yPred + Logits.Epsilon));
}
