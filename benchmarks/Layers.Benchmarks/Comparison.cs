using System.Diagnostics;
using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>Measures two builds of this program in turns, five times each. The result is a Markdown table with the cost or the gain of a
/// change.</summary>
public static class Comparison
{
    private const int Turns = 5;

    /// <summary>Measures both builds, and writes the table.</summary>
    /// <param name="output">The writer of the table.</param>
    /// <param name="before">The program of the build before the change, <c>Layers.Benchmarks.dll</c>.</param>
    /// <param name="after">The program of the build after the change.</param>
    /// <param name="parts">Some of <see cref="Ratios.Parts"/>; none for all.</param>
    public static void Run(TextWriter output, string before, string after, IReadOnlyCollection<string> parts)
    {
        Dictionary<string, List<double>> first = [], second = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            // The order changes from turn to turn, because the second build of a turn finds the caches as the first left them.
            if (turn % 2 == 0) Measure(before, parts, first);
            Measure(after, parts, second);
            if (turn % 2 != 0) Measure(before, parts, first);
            Console.Error.WriteLine($"turn {turn + 1} of {Turns}");
        }

        output.WriteLine("| work | before | spread | after | spread | after / before |\n|---|--:|--:|--:|--:|--:|");
        foreach (var (work, was) in first)
        {
            if (!second.TryGetValue(work, out var now)) continue;
            var (then, since) = (Contest.Median(was), Contest.Median(now));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {work} | {Line.Duration(then)} | {Spread(was)} | {Line.Duration(since)} | {Spread(now)} | {since / then:F2} |"));
        }
    }

    private static string Spread(List<double> seconds) => $"{Line.Duration(seconds.Min())} – {Line.Duration(seconds.Max())}";

    private static void Measure(string program, IReadOnlyCollection<string> parts, Dictionary<string, List<double>> seconds)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "ratios", .. parts]) { RedirectStandardOutput = true })!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            // A row of the table: work, peer, Layers' own time.
            if (line.Split('|', StringSplitOptions.TrimEntries) is not [_, var work, _, var ours, ..]
                || Line.Seconds(ours) is not { } time) continue;
            // Work with several peers has several rows. Each row has a time of Layers.
            (seconds.TryGetValue(work, out var known) ? known : seconds[work] = []).Add(time);
        }
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"'{program}' failed; its own message is above.");
    }
}
