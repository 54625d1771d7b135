namespace Layers;

/// <summary>What to do when rows to be predicted do not look like what the model was adapted to.</summary>
public sealed class SkewGuard
{
    private readonly Action<SkewReport> _act;

    private SkewGuard(SkewVerdict from, Action<SkewReport> act)
    {
        if (from == SkewVerdict.Alike) throw Layers.Throw.GuardOfEverything(nameof(from));
        From = from;
        _act = act;
    }

    /// <summary>The mildest verdict that it acts on.</summary>
    public SkewVerdict From { get; }

    /// <summary>Tells, and predicts all the same.</summary>
    /// <param name="tell">Given the report, before anything is predicted; on the caller's thread.</param>
    /// <param name="from">The mildest verdict to tell of; default <see cref="SkewVerdict.Shifted"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is <see cref="SkewVerdict.Alike"/>.</exception>
    public static SkewGuard Warn(Action<SkewReport> tell, SkewVerdict from = SkewVerdict.Shifted)
    {
        ArgumentNullException.ThrowIfNull(tell);
        return new SkewGuard(from, tell);
    }

    /// <summary>Refuses to predict, with a <see cref="SkewException"/>.</summary>
    /// <param name="from">The mildest verdict to refuse; default <see cref="SkewVerdict.Different"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is <see cref="SkewVerdict.Alike"/>.</exception>
    public static SkewGuard Throw(SkewVerdict from = SkewVerdict.Different) => new(from, report => throw Layers.Throw.Skewed(report));

    internal void Judge(SkewReport report)
    {
        if (report.Verdict >= From) _act(report);
    }
}
