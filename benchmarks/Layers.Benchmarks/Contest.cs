using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Measures two sides in turns, so that other work of the machine affects both. The time of a side is the median of its
/// turns.</summary>
public sealed class Contest(string work, string peer, string goal)
{
    // The runtime compiles frequently called methods a second time, in the background and some tenths of a second later. A prediction of
    // one row took 0.54 µs before that, and 0.15 µs after it.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    private readonly List<double> _ours = [], _theirs = [];

    public string Work => work;

    public string Peer => peer;

    public string Goal => goal;

    /// <summary>The median time of one piece of work, in seconds.</summary>
    public double Ours => Median(_ours);

    /// <inheritdoc cref="Ours"/>
    public double Theirs => Median(_theirs);

    /// <summary>The number of times that Layers is faster than the peer.</summary>
    public double Ratio => Theirs / Ours;

    /// <summary>Measures both sides in turns.</summary>
    /// <param name="rounds">The number of turns of each side.</param>
    /// <param name="ours">Does one piece of work with Layers, and returns its seconds.</param>
    /// <param name="theirs">Does one piece of work with the peer, and returns its seconds.</param>
    public Contest Run(int rounds, Func<double> ours, Func<double> theirs)
    {
        WarmUp(ours);
        WarmUp(theirs);
        for (var round = 0; round < rounds; round++)
        {
            // The order changes from turn to turn, because the second side of a turn finds the caches as the first left them.
            var (a, b) = round % 2 == 0 ? (ours(), theirs()) : Swap(theirs(), ours());
            _ours.Add(a);
            _theirs.Add(b);
        }
        return this;
    }

    // Before the measurement, the code is compiled, the memory is touched and the threads are started.
    private static void WarmUp(Func<double> side)
    {
        var start = Stopwatch.GetTimestamp();
        do side(); while (Stopwatch.GetElapsedTime(start) < s_warmUp);
    }

    /// <summary>Returns a function that does a piece of work several times, and returns the mean seconds of one.</summary>
    public static Func<double> Time(int repeats, Action work) => () =>
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    };

    private static (double, double) Swap(double theirs, double ours) => (ours, theirs);

    /// <summary>Returns the median of some numbers.</summary>
    public static double Median(List<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
