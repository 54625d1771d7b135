using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>The four ratios, measured in one process within two minutes, as a Markdown table.</summary>
public static class Ratios
{
    public static void Run(TextWriter output)
    {
        using var keras = KerasSteps.Start();
        var contests = new List<Contest> { Adapt(), Row(), NormalizedRow(), Rows(), NormalizedRows() };
        if (keras is not null) contests.AddRange(Step(keras));

        foreach (var line in Machine.Describe(keras?.Description)) output.WriteLine($"- {line}");
        output.WriteLine();
        output.WriteLine("| work | peer | Layers | peer takes | times faster | goal |");
        output.WriteLine("|---|---|--:|--:|--:|---|");
        foreach (var contest in contests)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {contest.Work} | {contest.Peer} | {Duration(contest.Ours)} | {Duration(contest.Theirs)} | **{contest.Ratio:F2}** | {contest.Goal} |"));
        if (keras is null) output.WriteLine("\nThe training step has no line: `LAYERS_KERAS` does not say where Keras is.");
    }

    private static Contest Adapt()
    {
        var sides = new AdaptBenchmarks();
        return new Contest("adapt 1,000,000 × 13 float32", "ML.NET `NormalizeMeanVariance().Fit`", "10 or more")
            .Run(15, Contest.Time(4, () => sides.Layers()), Contest.Time(1, () => sides.MlNet()));
    }

    private static Contest Row()
    {
        var sides = new PredictRowBenchmarks();
        return new Contest("predict one row, 13-64-64-1", "ONNX Runtime with bound buffers, one thread", "8 or more")
            .Run(25, Contest.Time(20_000, () => sides.Layers()), Contest.Time(2000, () => sides.OnnxRuntime()));
    }

    private static Contest NormalizedRow()
    {
        var sides = new NormalizeRowBenchmarks();
        return new Contest("normalize one row of 13", "ML.NET `PredictionEngine` with its normalizer", "more than 1")
            .Run(25, Contest.Time(20_000, () => sides.Layers()), Contest.Time(20_000, () => sides.MlNet()));
    }

    private static Contest NormalizedRows()
    {
        var sides = new NormalizeRowsBenchmarks();
        return new Contest("normalize 10,000,000 × 13", "copying the array on all cores", "0.67 or more")
            .Run(9, Contest.Time(1, sides.Layers), Contest.Time(1, sides.Copy));
    }

    private static Contest Rows()
    {
        var sides = new PredictRowsBenchmarks();
        return new Contest("predict 1,000,000 rows", "one `Run` of ONNX Runtime, output given", "1.43 or more")
            .Run(9, Contest.Time(1, () => sides.Layers()), Contest.Time(1, () => sides.OnnxRuntime()));
    }

    // The first is the goal's: whichever of Keras's own ways is the faster for one step at a time.
    private static IEnumerable<Contest> Step(KerasSteps keras)
    {
        var sides = new StepBenchmarks();
        var ours = Contest.Time(1, () => sides.Layers());
        foreach (var (way, rounds, goal) in new[] { (KerasSteps.Fit, 9, "2 or more"), (KerasSteps.TrainOnBatch, 5, "2 or more"), (KerasSteps.FitManySteps, 5, "none") })
            yield return new Contest("one Adam step, batch 32, in `Fit`", $"Keras on JAX, `{way}`", goal)
                .Run(rounds, () => ours() / StepBenchmarks.Steps, () => keras.Measure(way));
    }

    private static string Duration(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F2} µs"),
    };
}
