namespace Layers.Benchmarks;

/// <summary>Ratios of training steps and epochs.</summary>
public static class TrainingRatios
{
    private const string StepWork = "one Adam step, batch 32, in `Fit`", EpochWork = "epoch of 32,000 rows, batch 1024, in `Fit`";

    public static IEnumerable<Line> All(KerasPeer? keras, string noKeras) =>
        keras is null
            ? [Line.Without(StepWork, "Keras on JAX, `fit`", noKeras), Line.Without(EpochWork, "Keras on JAX, `fit`", noKeras)]
            : [.. Steps(keras), .. Epochs(keras)];

    // Keras runs one step at a time with fit or with train_on_batch, and the goal is for the faster of the two.
    private static IEnumerable<Line> Steps(KerasPeer keras)
    {
        var sides = new StepBenchmarks();
        var ours = Contest.Time(1, () => sides.Layers());
        foreach (var (way, rounds, goal) in new[] { (KerasPeer.Fit, 9, "4 or more"), (KerasPeer.TrainOnBatch, 5, "4 or more"),
            (KerasPeer.FitManySteps, 5, "1 or more") })
            yield return Line.Of(new Contest(StepWork, $"Keras on JAX, `{way}`", goal)
                .Run(rounds, () => ours() / StepBenchmarks.Steps, () => keras.Measure(way)));
    }

    private static IEnumerable<Line> Epochs(KerasPeer keras)
    {
        var sides = new EpochBenchmarks();
        var ours = Contest.Time(1, () => sides.Layers());
        foreach (var (way, name, goal) in new[] { (KerasPeer.Epoch, "fit", "1.2 or more"),
            (KerasPeer.EpochManySteps, "fit, 32 steps an execution", "none") })
            yield return Line.Of(new Contest(EpochWork, $"Keras on JAX, `{name}`", goal)
                .Run(7, () => ours() / EpochBenchmarks.Epochs, () => keras.Measure(way)));
    }
}
