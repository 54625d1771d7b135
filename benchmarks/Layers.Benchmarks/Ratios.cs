using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Ratios, all of them measured in one run within ten minutes, as a Markdown table.</summary>
public static class Ratios
{
    private const string NoKeras = "`LAYERS_KERAS` does not say where Keras is";

    /// <summary>Measures.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="parts">Some of memory, words, files, predict, train, recurrent, categories, load and start; none for all.</param>
    public static void Run(TextWriter output, IReadOnlyCollection<string> parts)
    {
        var start = Stopwatch.GetTimestamp();
        using var keras = KerasPeer.Start();
        List<Line> lines =
        [
            .. Measure("memory", () => AdaptRatios.InMemory(keras, NoKeras)),
            .. Measure("words", () => VocabularyRatios.All(keras, NoKeras)),
            .. Measure("files", AdaptRatios.FromFiles),
            .. Measure("predict", () => PredictRatios.All(keras, NoKeras)),
            .. Measure("train", () => TrainingRatios.All(keras, NoKeras)),
            .. Measure("recurrent", () => RecurrentRatios.All(keras, NoKeras)),
            .. Measure("categories", HashingRatios.All),
            .. Measure("load", () => StartRatios.Load(keras, NoKeras)),
            .. Measure("start", () => StartRatios.FirstPrediction(NoKeras)),
        ];

        foreach (var line in Machine.Describe(keras?.Description)) output.WriteLine($"- {line}");
        output.WriteLine();
        output.WriteLine(Line.Header);
        foreach (var line in lines) output.WriteLine(line);
        Console.Error.WriteLine($"Measured in {Stopwatch.GetElapsedTime(start):mm\\:ss}.");

        // What fails costs its own lines only: the others took minutes.
        List<Line> Measure(string what, Func<IEnumerable<Line>> measure) => parts.Count == 0 || parts.Contains(what) ? Measured(what, measure) : [];
    }

    private static List<Line> Measured(string what, Func<IEnumerable<Line>> measure)
    {
        var lines = new List<Line>();
        var start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var line in measure()) lines.Add(line);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            lines.Add(Line.Without(what, "", e.Message));
        }
        GC.Collect();
        Console.Error.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return lines;
    }
}
