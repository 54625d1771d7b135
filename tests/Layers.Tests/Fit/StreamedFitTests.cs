namespace Layers.Tests;

/// <summary>Training on streamed batches.</summary>
public sealed class StreamedFitTests
{
    [Test]
    public void Batches_TrainAsTheArraysThatTheyAreCutFrom()
    {
        var (x, y) = Tasks.Regression(20);
        using var whole = Tasks.Model(new Adam());
        using var streamed = Tasks.Model(new Adam());
        var validation = new ValidationData(x, y);

        var expected = whole.Fit(x, y, batchSize: 8, epochs: 3, shuffle: false, validationData: validation);
        var history = streamed.Fit(Cut(x, y, 8), epochs: 3, validationData: validation);

        Assert.That(history["loss"], Is.EqualTo(expected["loss"]));
        Assert.That(history["val_loss"], Is.EqualTo(expected["val_loss"]).Within(1e-6).Percent,
            "Validation goes by batches of another size.");
        foreach (var (one, other) in whole.Weights.Zip(streamed.Weights))
            Assert.That(other.Value.ToArray<float>(), Is.EqualTo(one.Value.ToArray<float>()));
    }

    [Test]
    public void ASource_IsReadOnceAnEpoch_AndReportsItsStepsWhenTheyAreKnown()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd());
        var opened = 0;
        IEnumerable<(TensorData, TensorData)> Source()
        {
            opened++;
            foreach (var batch in Cut(x, y, 8)) yield return batch;
        }

        var told = new List<(int Epoch, int Step, int Steps)>();
        model.Fit(Source(), epochs: 2, progress: new Told(progress => told.Add((progress.Epoch, progress.Step, progress.Steps))));

        Assert.That(opened, Is.EqualTo(2));
        Assert.That(told, Is.EqualTo(new[] { (1, 1, 0), (1, 2, 0), (1, 3, 0), (1, 3, 3), (2, 1, 3), (2, 2, 3), (2, 3, 3) }));
    }

    [Test]
    public void ABatchThatCannotBeTrained_IsRefused_AndTheStepsBeforeItCount()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd());
        Assert.That(() => model.Fit(Array.Empty<(TensorData, TensorData)>()), Throws.ArgumentException);
        Assert.That(() => model.Fit([((TensorData)x, (TensorData)null!)]), Throws.TypeOf<LayerException>());
        Assert.That(() => model.Fit(Cut(x, y, 8), epochs: -1), Throws.InstanceOf<ArgumentException>());

        using var opened = Cut(x, y, 8).GetEnumerator();
        IEnumerable<(TensorData, TensorData)> Once()
        {
            while (opened.MoveNext()) yield return opened.Current;
        }
        Assert.That(() => model.Fit(Once(), epochs: 2), Throws.ArgumentException, "It has nothing left for the second epoch.");

        var before = model.Weights[0].Value.ToArray<float>();
        TensorData bad = new float[,] { { 1, float.NaN, 2 } };
        Assert.That(() => model.Fit(Cut(x, y, 8).Append((bad, new float[,] { { 1 } }))), Throws.ArgumentException);
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.Not.EqualTo(before));
        Assert.That(model.Weights[0].Value.ToArray<float>(), Has.All.Not.NaN);
    }

    [Test]
    public void ALaterBatch_IsLookedAtAsTheFirstIs()
    {
        using var two = new Sequential { new Input(3), new Dense(2) };
        two.Compile(new Sgd(), Loss.MeanSquaredError);
        var (x, y) = (TensorData.Zeros(DType.Float32, [4, 3]), TensorData.Zeros(DType.Float32, [4, 2]));
        Assert.That(() => two.Fit([(x, y), (x, TensorData.Zeros(DType.Float32, [4, 1]))]),
            Throws.ArgumentException.With.Message.Contains("[4, 1]"));

        using var classes = new Sequential { new Input(3), new Dense(2, Activation.Softmax) };
        classes.Compile(new Sgd(), Loss.SparseCategoricalCrossentropy);
        TensorData right = TensorData.Of(new long[] { 0, 1, 1, 0 }, [4]), wrong = TensorData.Of(new long[] { 0, 1, 7, 0 }, [4]);
        var said = Assert.Catch<ArgumentException>(() => classes.Fit(x, wrong))!.Message;
        Assert.That(() => classes.Fit([(x, right), (x, wrong)]),
            Throws.ArgumentException.With.Message.EqualTo(said.Replace("row 2", "row 2 of this batch (4 rows came before it)",
            StringComparison.Ordinal)));

        using var series = new Sequential { new Input(["steps", 3]), new GlobalAveragePooling1D(), new Dense(1) };
        series.Compile(new Sgd(), Loss.MeanSquaredError);
        var label = TensorData.Zeros(DType.Float32, [2, 1]);
        Assert.That(
            () =>
            series.Fit([(TensorData.Zeros(DType.Float32, [2, 5, 3]), label), (TensorData.Zeros(DType.Float32, [2, 4, 3]), label)]),
            Throws.ArgumentException.With.Message.Contains("[2, 4, 3]"));
    }

    private static IEnumerable<(TensorData X, TensorData Y)> Cut(float[,] x, float[,] y, int size)
    {
        for (var start = 0; start < x.GetLength(0); start += size)
        {
            var end = Math.Min(start + size, x.GetLength(0));
            yield return (Tasks.Rows(x, start, end), Tasks.Rows(y, start, end));
        }
    }

    private sealed class Told(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }
}
