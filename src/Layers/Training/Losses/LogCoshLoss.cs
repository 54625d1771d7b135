using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>mean(ln cosh(p − t))</c>: half the square near the label, linear far from it. Use <see cref="Loss.LogCosh"/>.</summary>
public sealed record LogCoshLoss : Loss
{
    internal LogCoshLoss()
        : base("log_cosh")
    {
    }

    internal override string ClassName => "LogCosh";

    internal override string? MetricClassName => "LogCoshError";

    internal override string MetricName => Name == "log_cosh" ? "logcosh" : Name;

    // ln cosh x without the overflow of cosh.
    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var error = yPred - yTrue;
        return OverLastAxis(error + ActivationFormulas.SoftplusOf(-2 * error) - Math.Log(2));
    }
}
