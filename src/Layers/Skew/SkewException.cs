namespace Layers;

/// <summary>Rows were not predicted because they do not look like what the model was adapted to; see
/// <see cref="SkewGuard.Throw"/>.</summary>
public sealed class SkewException : Exception
{
    internal SkewException(string message, SkewReport report)
        : base(message) => Report = report;

    /// <summary>What was found, feature by feature.</summary>
    public SkewReport Report { get; }
}
