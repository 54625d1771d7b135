using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The log-cosh loss, <c>mean(ln cosh(p − t))</c>: about half the squared error for small errors, linear for large ones. Use
/// <see cref="Loss.LogCosh"/>.</summary>
public sealed record LogCoshLoss : Loss
{
    internal LogCoshLoss()
        : base("log_cosh")
    {
    }

    internal override string ClassName => "LogCosh";

    internal override string? MetricClassName => "LogCoshError";

    internal override string MetricName => Name == "log_cosh" ? "logcosh" : Name;

    // Computes ln cosh x without an overflow of cosh.
    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var error = yPred - yTrue;
        return OverLastAxis(error + ActivationFormulas.SoftplusOf(-2 * error) - Math.Log(2));
    }
}
