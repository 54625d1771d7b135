using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Measures all ratios in one run within ten minutes, and writes them as a Markdown table.</summary>
public static class Ratios
{
    private const string NoKeras = "`LAYERS_KERAS` does not say where Keras is";

    private static readonly (string Name, Func<KerasPeer?, IEnumerable<Line>> Measure)[] s_parts =
    [
        ("memory", keras => AdaptRatios.InMemory(keras, NoKeras)),
        ("words", keras => VocabularyRatios.All(keras, NoKeras)),
        ("files", _ => AdaptRatios.FromFiles()),
        ("wide", _ => WideRatios.All()),
        ("predict", keras => PredictRatios.All(keras, NoKeras)),
        ("text", _ => TextRatios.All()),
        ("train", keras => TrainingRatios.All(keras, NoKeras)),
        ("subnormal", _ => SubnormalRatios.All()),
        ("recurrent", keras => RecurrentRatios.All(keras, NoKeras)),
        ("categories", _ => HashingRatios.All()),
        ("records", _ => RecordRatios.All()),
        ("serving", _ => ServingRatios.All()),
        ("load", keras => StartRatios.Load(keras, NoKeras)),
        ("start", _ => StartRatios.FirstPrediction(NoKeras)),
    ];

    /// <summary>The parts of the table, in order.</summary>
    public static IEnumerable<string> Parts => s_parts.Select(part => part.Name);

    /// <summary>Measures some parts, and writes the table.</summary>
    /// <param name="output">The writer of the table.</param>
    /// <param name="parts">Some of <see cref="Parts"/>; none for all.</param>
    public static void Run(TextWriter output, IReadOnlyCollection<string> parts)
    {
        var start = Stopwatch.GetTimestamp();
        using var keras = KerasPeer.Start();
        List<Line> lines = [.. s_parts.Where(part => parts.Count == 0 || parts.Contains(part.Name))
            .SelectMany(part => Measured(part.Name, () => part.Measure(keras)))];

        foreach (var line in Machine.Describe(keras?.Description)) output.WriteLine($"- {line}");
        output.WriteLine();
        output.WriteLine(Line.Header);
        foreach (var line in lines) output.WriteLine(line);
        Console.Error.WriteLine($"Measured in {Stopwatch.GetElapsedTime(start):mm\\:ss}.");
    }

    // A part that fails loses only its own lines, because the other parts take minutes.
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
