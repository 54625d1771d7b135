namespace Layers;

/// <summary>The exception for rows that were not predicted because they differ from the data that the model was adapted to; see
/// <see cref="SkewGuard.Throw"/>.</summary>
public sealed class SkewException : Exception
{
    internal SkewException(string message, SkewReport report)
        : base(message) => Report = report;

    /// <summary>The comparison, feature by feature.</summary>
    public SkewReport Report { get; }
}
