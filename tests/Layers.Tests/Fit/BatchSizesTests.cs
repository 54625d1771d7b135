namespace Layers.Tests;

/// <summary>Training compiles its graph for a batch size that is frequent, and drops the graph of a rare one: the results do not depend on
/// this.</summary>
public sealed class BatchSizesTests
{
    [Test]
    public void ASizeThatComesOften_ContinuesAsItBegan()
    {
        var (x, y) = Tasks.Regression(50);
        // An epoch has twelve batches of 4 rows and one of 2: the graph for exactly 4 rows is compiled at the thousandth batch.
        const int epochs = 90;
        using var whole = Make();
        var expected = whole.Fit(x, y, batchSize: 4, epochs: epochs, seed: 3);

        using var halves = Make();
        var before = halves.Fit(x, y, batchSize: 4, epochs: epochs / 2, seed: 3);
        var after = halves.Fit(x, y, batchSize: 4, epochs: epochs, seed: 3, initialEpoch: epochs / 2);

        Assert.That(whole.Optimizer!.Iterations, Is.EqualTo(13 * epochs).And.GreaterThan(1100));
        Assert.That(before["loss"].Concat(after["loss"]), Is.EqualTo(expected["loss"]));
        Assert.That(Tasks.AreSame(Tasks.Weights(halves), Tasks.Weights(whole)));

        Sequential Make()
        {
            var model = new Sequential(seed: 5) { new Input(3), new Dense(4, Activation.Relu), new BatchNormalization(), new Dropout(0.2),
                new Dense(1) };
            model.Compile(new Adam(0.01) { ClipNorm = 1 }, Loss.Huber, Metric.MeanAbsoluteError);
            return model;
        }
    }

    [Test]
    public void TheGraphIsCompiledAnew_ForTheSizeThatComesOften_AndBuffersAreKeptForFewSizes()
    {
        var (x, y) = Tasks.Regression(100);
        var examples = Examples.Of([x], [y], [null], "Fit");
        using var model = Tasks.Model(new Adam());
        var objective = new Objective(new Adam(), [new OutputObjective("y", Loss.MeanSquaredError, null, [], [])]);
        using var runner = new EpochRunner(new EpochGraph(model, objective, examples, isTraining: true), model, 4);
        for (var step = 0; step < 1000; step++) runner.Run(new ExampleBatch(examples, 0, 4, null), step);
        Assert.That(runner.Batches.Single().IsFixed, Is.False);

        runner.Run(new ExampleBatch(examples, 0, 4, null), 1000);
        Assert.That(runner.Batches.Single().IsFixed, Is.True);
        for (var rows = 5; rows < 25; rows++) runner.Run(new ExampleBatch(examples, 0, rows, null), rows);
        Assert.That(runner.Batches.Count(), Is.EqualTo(8));
        Assert.That(runner.Batches.Count(batch => batch.IsFixed), Is.EqualTo(1));
    }

    [Test]
    public void AnyNumberOfSizes_TrainsAsOneAtATime()
    {
        var (x, y) = Tasks.Regression(20 * 21 / 2);
        var batches = Enumerable.Range(1, 20).Select(rows => (Rows(x, rows), Rows(y, rows))).ToList();
        using var streamed = Tasks.Model(new Adam());
        streamed.Fit(batches, epochs: 2);

        using var single = Tasks.Model(new Adam());
        for (var epoch = 0; epoch < 2; epoch++)
            foreach (var (rows, labels) in batches) single.Fit([(rows, labels)]);

        Assert.That(Tasks.AreSame(Tasks.Weights(streamed), Tasks.Weights(single)));

        static TensorData Rows(float[,] all, int rows) => Tasks.Rows(all, rows * (rows - 1) / 2, rows * (rows + 1) / 2);
    }
}
