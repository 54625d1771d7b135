using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The Kullback-Leibler divergence, <c>Σ t ln(t / p)</c> over the last axis (Kullback and Leibler, 1951). Labels and predictions
/// are clipped to 1e-7 to 1. Use <see cref="Loss.KLDivergence"/>.</summary>
public sealed record KLDivergenceLoss : Loss
{
    internal KLDivergenceLoss()
        : base("kl_divergence")
    {
    }

    internal override string ClassName => "KLDivergence";

    internal override LabelForm LabelsFor(long units) => LabelForm.OneHot;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var t = Clip(yTrue, Logits.Epsilon, 1);
        return ReduceSum(t * Log(t / Clip(yPred, Logits.Epsilon, 1)), [-1], keepDims: false);
    }
}
