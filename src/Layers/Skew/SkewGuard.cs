namespace Layers;

/// <summary>The action on rows to be predicted that differ from the data that the model was adapted to.</summary>
public sealed class SkewGuard
{
    private readonly Action<SkewReport> _act;

    private SkewGuard(SkewVerdict from, Action<SkewReport> act)
    {
        if (from == SkewVerdict.Alike) throw Layers.Throw.GuardOfEverything(nameof(from));
        From = from;
        _act = act;
    }

    /// <summary>The mildest verdict that the guard acts on.</summary>
    public SkewVerdict From { get; }

    /// <summary>Returns a guard that calls an action with the report, and predicts the rows.</summary>
    /// <param name="tell">The action, which is called with the report before the rows are predicted, on the caller's thread.</param>
    /// <param name="from">The mildest verdict that the action is called for; default <see cref="SkewVerdict.Shifted"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is <see cref="SkewVerdict.Alike"/>.</exception>
    public static SkewGuard Warn(Action<SkewReport> tell, SkewVerdict from = SkewVerdict.Shifted)
    {
        ArgumentNullException.ThrowIfNull(tell);
        return new SkewGuard(from, tell);
    }

    /// <summary>Returns a guard that refuses to predict the rows, with a <see cref="SkewException"/>.</summary>
    /// <param name="from">The mildest verdict to refuse; default <see cref="SkewVerdict.Different"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is <see cref="SkewVerdict.Alike"/>.</exception>
    public static SkewGuard Throw(SkewVerdict from = SkewVerdict.Different) => new(from, report => throw Layers.Throw.Skewed(report));

    internal void Judge(SkewReport report)
    {
        if (report.Verdict >= From) _act(report);
    }
}
