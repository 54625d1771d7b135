
namespace Layers.Tests;

/// <summary>Predictions from spans into spans: allocation, lengths, both engines, and weights that change during the call.</summary>
public sealed class PredictSpanTests
{
    [Test]
    public void OneRow_IsWhatABatchOfItGives([Values] PredictEngine engine)
    {
        using var model = Network();
        model.Engine = engine;
        var x = SampleData.Matrix(9, 13, seed: 3);
        var expected = model.Predict(x);
        var (rows, results) = (TensorData.Of(x).ToArray<float>(), new float[20]);
        Array.Fill(results, 77);
        model.Predict(rows, results);
        Assert.That(results[..18], Is.EqualTo(TensorData.Of(expected).ToArray<float>()).Within(2e-6));
        Assert.That(results[18..], Is.All.EqualTo(77f), "the memory after the results");
        model.Predict(rows.AsSpan(13, 13), results);
        Assert.That(results[..2], Is.EqualTo(model.Predict(rows.AsSpan(13, 13))).And.EqualTo(new[] { expected[1, 0], expected[1, 1] })
            .Within(2e-6));
    }

    // The results of the first row would overwrite the second row.
    [Test]
    public void ResultsOverTheRows_AreRefused([Values] PredictEngine engine)
    {
        using var model = new Sequential { new Input(2), new Dense(4) };
        model.Engine = engine;
        var memory = Enumerable.Range(0, 12).Select(i => (float)i).ToArray();
        Assert.That(() => model.Predict(memory.AsSpan(0, 4), memory), Throws.ArgumentException.With.Message.Contains("memory"));
        Assert.That(memory, Is.EqualTo(Enumerable.Range(0, 12)), "Nothing was written.");
        Assert.That(() => model.Predict(memory.AsSpan(0, 4), memory.AsSpan(4)), Throws.Nothing);
    }

    [Test]
    public void ManyRows_GiveTheResultsOfEachRow()
    {
        using var model = Network();
        var x = SampleData.Of([5000, 13], DType.Float32, seed: 3).ToArray<float>();
        var (all, one) = (new float[10_000], new float[2]);
        model.Predict(x, all);
        for (var row = 0; row < 5000; row += 7)
        {
            model.Predict(x.AsSpan(row * 13, 13), one);
            Assert.That(one, Is.EqualTo(all[(row * 2)..(row * 2 + 2)]));
        }
    }

    // This number of results is written around the caches, from any start address.
    [Test]
    public void MoreResultsThanTheCachesHold_EqualThoseOfEachRow()
    {
        const int rows = 1_300_001;
        var some = SampleData.Matrix(1001, 13, seed: 3);
        var normalization = new Normalization();
        normalization.Adapt(some);
        using var model = new Sequential { new Input(13), normalization };
        var expected = TensorData.Of(model.Predict(some)).ToArray<float>();
        var (x, all) = (new float[rows * 13], new float[(rows * 13) + 2]);
        for (var row = 0; row < rows; row++) TensorData.Of(some).AsSpan<float>().Slice(row % 1001 * 13, 13).CopyTo(x.AsSpan(row * 13));
        model.Predict(x, all.AsSpan(1, rows * 13));
        Assert.That((all[0], all[^1]), Is.EqualTo((0f, 0f)));
        for (var row = 0; row < rows; row++)
            if (!all.AsSpan(1 + (row * 13), 13).SequenceEqual(expected.AsSpan(row % 1001 * 13, 13))) Assert.Fail($"Row {row} differs.");
    }

    [Test]
    public void OneRow_AllocatesNothing()
    {
        using var model = Network();
        var (row, result) = (new float[13], new float[2]);
        model.Predict(row, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) model.Predict(row, result);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void WrongLengths_AreRefused_AndNothingIsWritten([Values] PredictEngine engine)
    {
        using var model = Network();
        model.Engine = engine;
        var result = new float[] { 7, 7, 7 };
        foreach (var length in new[] { 0, 12, 14, 27 })
            Assert.That(() => model.Predict(new float[length], result.AsSpan()),
                Throws.ArgumentException.With.Message.Contains($"13 numbers").And.Message.Contains($"Received {length} numbers"));
        Assert.That(() => model.Predict(new float[13], result.AsSpan(0, 1)),
            Throws.ArgumentException.With.Message.Contains("returns 2 numbers").And.Message.Contains("room for 1"));
        Assert.That(() => model.Predict(new float[26], result.AsSpan()),
            Throws.ArgumentException.With.Message.Contains("returns 4 numbers").And.Message.Contains("room for 3"));
        Assert.That(result, Is.All.EqualTo(7f));
    }

    [Test]
    public void ARowOfAnImage_IsItsElementsInOrder()
    {
        using var model = new Sequential { new Input([2, 3]), new Flatten(), new Dense(2) };
        var (row, result) = (new float[] { 1, 2, 3, 4, 5, 6 }, new float[2]);
        model.Predict(row, result);
        Assert.That(result, Is.EqualTo(model.Predict(TensorData.Of(row, [1, 2, 3])).ToArray<float>()).Within(1e-6));
    }

    [Test]
    public void AWideInput_IsPredictedFromFloats()
    {
        var normalization = new Normalization();
        normalization.Adapt(new double[,] { { 1e9, 1 }, { 1e9 + 512, 3 } });
        using var model = new Sequential { new Input([2], DType.Float64), normalization };
        var result = new float[2];
        model.Predict([1e9f, 3], result);
        Assert.That(result, Is.EqualTo(new float[] { -1, 1 }).Within(1e-6));
        Assert.That(model.Predict(new double[,] { { 1e9 + 512, 1 } }), Is.EqualTo(new float[,] { { 1, -1 } }).Within(1e-6));
    }

    // The model is so large that the row engine compiles it only on request, at the first prediction.
    [Test]
    public void AWideInputOfALargeModel_IsPredictedFromFloats([Values(PredictEngine.Rows, PredictEngine.OnnxRuntime)] PredictEngine engine)
    {
        using var model = new Sequential { new Input([2000], DType.Float64), new Dense(2001, kernelInitializer: Initializer.Ones) };
        model.Engine = engine;
        var (row, result) = (new float[2000], new float[2001]);
        (row[0], row[1999]) = (1, 2);
        model.Predict(row, result);
        Assert.That(result, Is.All.EqualTo(3f));
        Assert.That(model.Predict(row), Is.EqualTo(result));
    }

    [Test]
    public void AModelThatIsNotAdapted_SaysSo()
    {
        using var model = new Sequential { new Input(2), new Normalization() };
        Assert.That(() => model.Predict(new float[2], new float[2]), Throws.TypeOf<LayerException>().With.Message.Contains("Adapt"));
    }

    [Test]
    public void AnUnknownIndex_NamesTheLayer()
    {
        using var model = new Sequential { new Input([1]), new Embedding(5, 3, name: "cities"), new Flatten() };
        Assert.That(() => model.Predict([5f], new float[3]),
            Throws.TypeOf<LayerException>().With.Message.Contains("cities").And.Message.Contains("the index 5 is outside 0 to 4"));
    }

    [Test]
    public void RowsAlone_AreRefusedWhereTheEngineDoesNotKnowTheModel()
    {
        using var model = new Sequential { new Input([4, 4, 1]), new MaxPooling2D() };
        model.Engine = PredictEngine.Rows;
        Assert.That(() => model.Predict(SampleData.Of([2, 4, 4, 1], DType.Float32, 1)),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("MaxPool"));
        Assert.That(() => model.Predict(new float[16], new float[4]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("MaxPool"));
        model.Engine = PredictEngine.Auto;
        Assert.That(model.Predict(new float[16]), Is.EqualTo(new float[4]));
    }

    [Test]
    public void ALayerAddedAfterAPrediction_IsPredictedWith()
    {
        using var model = new Sequential { new Input(2), new Rescaling(2) };
        var result = new float[2];
        model.Predict([1, 2], result);
        model.Add(new Rescaling(10));
        model.Predict([1, 2], result);
        Assert.That(result, Is.EqualTo(new float[] { 20, 40 }));
        Assert.That(model.Predict(new float[,] { { 1, 2 } }), Is.EqualTo(new float[,] { { 20, 40 } }));
    }

    [Test]
    public void WhileWeightsChange_APredictionSeesTheOldOrTheNewOnes([Values] PredictEngine engine)
    {
        // Mean and variance are set one after the other: a mixture of two states would give another number.
        var normalization = new Normalization();
        normalization.Adapt(States[0]);
        using var model = new Sequential { new Input(2), normalization };
        model.Engine = engine;
        var expected = new HashSet<float>();
        foreach (var state in States)
        {
            normalization.Adapt(state);
            expected.Add(model.Predict(new float[] { 5, 5 })[0]);
        }
        Assert.That(expected, Has.Count.EqualTo(2));

        var seen = new HashSet<float>();
        var isDone = false;
        var changes = Task.Run(() =>
        {
            for (var i = 0; i < 20 || !Volatile.Read(ref isDone); i++) normalization.Adapt(States[i % 2]);
        });
        var result = new float[2];
        try
        {
            // On a busy machine it takes longer until both states were seen.
            for (var i = 0; i < 1000 || (seen.Count < 2 && i < 10_000_000); i++)
            {
                model.Predict([5, 5], result);
                seen.Add(result[0]);
            }
        }
        finally
        {
            Volatile.Write(ref isDone, true);
        }
        changes.Wait();
        Assert.That(seen, Is.SubsetOf(expected));
        Assert.That(seen, Has.Count.EqualTo(2), "predictions with both states occurred");
    }

    [Test]
    public void WhileFitRuns_APredictionSeesTheOldOrTheNewWeights()
    {
        // Training changes both layers in one step; only the networks before and after the step exist.
        using var model = Network();
        var x = SampleData.Matrix(256, 13, seed: 1);
        model.Compile(new Sgd(learningRate: 0.01), Loss.MeanSquaredError);
        var row = new float[13];
        var seen = new List<float>();
        var before = model.Predict(row)[0];
        var fit = Task.Run(() => model.Fit(x, SampleData.Matrix(256, 2, seed: 2), epochs: 20));
        var result = new float[2];
        while (!fit.IsCompleted)
        {
            model.Predict(row, result);
            if (seen.Count == 0 || seen[^1] != result[0]) seen.Add(result[0]);
        }
        fit.Wait();
        var after = model.Predict(row)[0];
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(seen, Is.SubsetOf(new[] { before, after }));
    }

    private static float[][,] States => [new float[,] { { 1, 1 }, { 3, 3 } }, new float[,] { { 10, 10 }, { 90, 90 } }];

    private static Sequential Network()
    {
        var normalization = new Normalization();
        normalization.Adapt(SampleData.Matrix(64, 13, seed: 2));
        return new Sequential(seed: 4) { new Input(13), normalization, new Dense(64, Activation.Relu), new Dense(64, Activation.Gelu),
            new Dense(2) };
    }
}
