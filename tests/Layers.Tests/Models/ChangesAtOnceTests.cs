namespace Layers.Tests;

/// <summary>A second change of a model or layer during a change: it is refused, and nothing changes.</summary>
public sealed class ChangesAtOnceTests
{
    private static readonly float[,] s_x = SampleData.Matrix(32, 3, seed: 1), s_y = SampleData.Matrix(32, 1, seed: 2);

    /// <summary>The calls that change a model, or train with a part of it.</summary>
    private static readonly Dictionary<string, Action<Sequential>> s_changes = new()
    {
        ["Fit"] = model => model.Fit(s_x, s_y),
        ["Fit by name"] = model =>
            model.Fit(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = s_x },
            new Dictionary<string, TensorData> { [model.Layers[^1].Name] = s_y }),
        ["Fit of batches"] = model => model.Fit([((TensorData)s_x, (TensorData)s_y)]),
        ["Fit of another model with one of its layers"] = model => Trainable(model.Layers[1]).Fit(s_x, s_y),
        ["Fit of a model around it"] = model => Trainable(model).Fit(s_x, s_y),
        ["Fit of another model with its optimizer"] = model => Trainable(new Dense(1), model.Optimizer).Fit(s_x, s_y),
        ["Compile"] = model => model.Compile(new Adam(), Loss.MeanAbsoluteError),
        ["Compile by name"] = model =>
            model.Compile(new Adam(), new Dictionary<string, Loss> { [model.Layers[^1].Name] = Loss.MeanAbsoluteError }),
        ["LoadWeights"] = model =>
        {
            using var folder = new TempFolder();
            var path = folder.At("other.weights.h5");
            using var other = Model(seed: 9);
            other.SaveWeights(path);
            model.LoadWeights(path);
        },
        ["Adapt of the model"] = model => model.Adapt(SampleData.Matrix(9, 3, seed: 5)),
        ["Adapt of a layer"] = model => Scaler(model).Adapt(SampleData.Matrix(9, 3, seed: 5)),
        ["Adapt from a state"] = model => Scaler(model).Adapt(Scaler(model).Observe(SampleData.Matrix(9, 3, seed: 5))),
        ["Adapt from a stream"] = model => Scaler(model).AdaptAsync(Stream()).GetAwaiter().GetResult(),
        ["Update"] = model => Scaler(model).Update(SampleData.Matrix(9, 3, seed: 5)),
        ["Update from a stream"] = model => Scaler(model).UpdateAsync(Stream()).GetAwaiter().GetResult(),
    };

    private static IEnumerable<string> Changes => s_changes.Keys;

    private static IEnumerable<string> ChangesOfTheScaler =>
        Changes.Where(change => !change.StartsWith("Compile", StringComparison.Ordinal)
        && !change.StartsWith("Fit of another", StringComparison.Ordinal));

    [TestCaseSource(nameof(Changes))]
    public void WhileAModelTrains_AnotherChange_IsRefused(string change) =>
        Refused(change, (model, during) => model.Fit(s_x, s_y, callbacks: [new WhenTrainingBegins(during)]), "Fit of served");

    // The second change comes between two batches of a pass over data.
    [TestCaseSource(nameof(ChangesOfTheScaler))]
    public void WhileALayerUpdates_AnotherChange_IsRefused(string change) =>
        Refused(change, (model, during) => Scaler(model).Update(Batches(during)), "Update of normalization");

    [TestCase("Adapt of a layer")]
    [TestCase("Fit")]
    [TestCase("LoadWeights")]
    public void WhileAModelAdapts_AnotherChange_IsRefused(string change) =>
        Refused(change, (model, during) => model.Adapt(Batches(during)), "Adapt of served");

    [Test]
    public void WhileAModelTrains_AWeightSetByHand_IsRefused()
    {
        using var model = Model();
        model.Layers[1].Trainable = false;
        var refused = 0;
        void During()
        {
            foreach (var weight in model.Weights)
            {
                var before = weight.Value;
                Assert.That(() => weight.Value = TensorData.Zeros(weight.Type, weight.Shape),
                    Throws.InvalidOperationException.With.Message.Contains($"'{weight.Path}'").And.Message.Contains("Fit of served")
                    .And.Message.Contains("SetWeights"));
                Assert.That(weight.Value, Is.SameAs(before));
                refused++;
            }
        }

        model.Fit(s_x, s_y, callbacks: [new WhenTrainingBegins(During), new WhenTrainingBegins(() => OnAnotherThread(During))]);
        Assert.That(refused, Is.EqualTo(2 * model.Weights.Count));
        foreach (var weight in model.Weights)
        {
            weight.Value = TensorData.Zeros(weight.Type, weight.Shape);
            Assert.That(weight.Value.AsBytes().ContainsAnyExcept((byte)0), Is.False, "The training is done.");
        }
    }

    [Test]
    public void WhileAModelTrains_ItPredicts_IsMeasured_Saved_AndSharesWhatIsNotTrained()
    {
        using var folder = new TempFolder();
        using var model = Model();
        model.Layers[1].Trainable = false;
        using var shares = new Sequential { new Input(3), model.Layers[0], model.Layers[1], new Dense(1) };
        shares.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        var before = model.Predict(s_x);
        void During()
        {
            Assert.That(model.Predict(s_x), Is.EqualTo(before));
            model.Evaluate(s_x, s_y);
            model.Check(s_x);
            model.Save(folder.At("during.keras"));
            model.SaveWeights(folder.At("during.weights.h5"));
            model.ExportOnnx(folder.At("during.onnx"));
            shares.Fit(s_x, s_y);
        }

        model.Fit(s_x, s_y, callbacks: [new WhenTrainingBegins(During), new WhenTrainingBegins(() => OnAnotherThread(During))]);
        Assert.That(model.Predict(s_x), Is.Not.EqualTo(before));
    }

    [Test]
    public void AfterAnyEndOfAChange_TheNextOneStarts()
    {
        using var model = Model();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => model.Fit(s_x, s_y, callbacks: [new WhenTrainingBegins(() => throw new FormatException())]),
            Throws.InstanceOf<FormatException>());
        Assert.That(() => model.Fit(s_x, s_y, cancellation: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => model.Fit(s_x, new float[3, 1]), Throws.ArgumentException);
        Assert.That(() => model.Adapt(s_x, cancellation: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Scaler(model).Update(Batches(() => throw new FormatException())), Throws.InstanceOf<FormatException>());
        Assert.That(() => Scaler(model).UpdateAsync(Stream(fails: true)).GetAwaiter().GetResult(), Throws.InstanceOf<FormatException>());
        Assert.That(() => model.LoadWeights("there.is.none"), Throws.InstanceOf<FileNotFoundException>());
        foreach (var (name, change) in s_changes) Assert.That(() => change(model), Throws.Nothing, name);
    }

    // Each thread would create the weights, because the model does not know its input yet.
    [Test]
    public void ThreadsThatAreTheFirstToPredict_MakeTheWeightsOnce()
    {
        for (var turn = 0; turn < 50; turn++)
        {
            using var model = new Sequential { new Dense(4), new Dense(2) };
            using var start = new Barrier(4);
            var results = new float[4][,];
            Threads(4, number =>
            {
                start.SignalAndWait();
                results[number] = model.Predict(s_x);
            });
            Assert.That(model.Weights, Has.Count.EqualTo(4));
            Assert.That(results, Is.All.EqualTo(model.Predict(s_x)));
        }
    }

    private static void Refused(string change, Action<Sequential, Action> first, string firstName)
    {
        using var model = Model();
        var refusals = 0;
        void During()
        {
            var (weights, rows) = (Weights(model), Scaler(model).State!.Rows);
            Assert.That(() => s_changes[change](model),
                Throws.InvalidOperationException.With.Message.Contains(firstName).And.Message.Contains("Nothing was changed"));
            Assert.That(Weights(model), Is.EqualTo(weights));
            Assert.That(Scaler(model).State!.Rows, Is.EqualTo(rows));
            Assert.That(model.Optimizer, Is.InstanceOf<Sgd>());
            refusals++;
        }

        first(model, During);
        first(model, () => OnAnotherThread(During));
        Assert.That(refusals, Is.AtLeast(2));
        Assert.That(() => s_changes[change](model), Throws.Nothing, "The first is done.");
    }

    private static float[][] Weights(Sequential model) =>
        [.. model.Weights.Select(weight => Casting.Cast(weight.Value, DType.Float32).ToArray<float>())];

    private static void OnAnotherThread(Action what) => Threads(1, _ => what());

    private static void Threads(int count, Action<int> what)
    {
        var faults = new Exception?[count];
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            try
            {
                what(number);
            }
            catch (Exception e)
            {
                faults[number] = e;
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.That(faults, Is.All.Null);
    }

    private static IEnumerable<TensorData> Batches(Action between)
    {
        yield return SampleData.Matrix(9, 3, seed: 5);
        between();
        yield return SampleData.Matrix(9, 3, seed: 6);
    }

    private static async IAsyncEnumerable<TensorData> Stream(bool fails = false)
    {
        yield return SampleData.Matrix(9, 3, seed: 5);
        await Task.Yield();
        if (fails) throw new FormatException();
    }

    private static Normalization Scaler(Model model) => (Normalization)model.Layers[0];

    private static Sequential Model(long seed = 0)
    {
        var model = new Sequential(seed, "served") { new Input(3), new Normalization(), new Dense(3, Activation.Tanh), new Dense(1) };
        model.Adapt(SampleData.Matrix(20, 3, seed: 4));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        return model;
    }

    private static Sequential Trainable(Layer layer, Optimizer? optimizer = null)
    {
        var model = new Sequential { new Input(3), layer, new Dense(1) };
        model.Compile(optimizer ?? new Sgd(0.1), Loss.MeanSquaredError);
        return model;
    }
}
