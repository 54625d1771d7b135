using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Two sides that take turns, so that whatever else the machine does falls on both; each is judged by its median.</summary>
public sealed class Contest(string work, string peer, string goal)
{
    // The runtime compiles what runs often once more, in the background and some tenths of a second later: one row took 0.54 µs until then,
    // and 0.15 µs after it.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    private readonly List<double> _ours = [], _theirs = [];

    public string Work => work;

    public string Peer => peer;

    public string Goal => goal;

    /// <summary>Median seconds of one piece of work.</summary>
    public double Ours => Median(_ours);

    /// <inheritdoc cref="Ours"/>
    public double Theirs => Median(_theirs);

    /// <summary>How many times faster we are.</summary>
    public double Ratio => Theirs / Ours;

    /// <summary>Measures both sides in turns.</summary>
    /// <param name="rounds">How many turns each has.</param>
    /// <param name="ours">Seconds of one piece of work.</param>
    /// <param name="theirs">The same of the peer.</param>
    public Contest Run(int rounds, Func<double> ours, Func<double> theirs)
    {
        WarmUp(ours);
        WarmUp(theirs);
        for (var round = 0; round < rounds; round++)
        {
            // Who comes first changes, since the second finds the caches as the first left them.
            var (a, b) = round % 2 == 0 ? (ours(), theirs()) : Swap(theirs(), ours());
            _ours.Add(a);
            _theirs.Add(b);
        }
        return this;
    }

    // Code is compiled, memory is touched, threads are started.
    private static void WarmUp(Func<double> side)
    {
        var start = Stopwatch.GetTimestamp();
        do side(); while (Stopwatch.GetElapsedTime(start) < s_warmUp);
    }

    /// <summary>Seconds of one piece of work, over as many as are asked for.</summary>
    public static Func<double> Time(int repeats, Action work) => () =>
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    };

    private static (double, double) Swap(double theirs, double ours) => (ours, theirs);

    /// <summary>The middle of some numbers.</summary>
    public static double Median(List<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
