namespace Layers.Tests;

/// <summary>Batch normalization: the moving statistics, and when they are updated and used.</summary>
public sealed class BatchNormalizationTests
{
    private static readonly TensorData s_rows = new float[,] { { 1, 10 }, { 3, 30 }, { 5, 20 }, { 7, 60 } };

    [Test]
    public void OfRows_KeepsTheLayerContract() => LayerContract.Check(
        policy => new BatchNormalization(dtype: policy), input: ["batch", 3], output: ["batch", 3], trainable: 2, frozen: 2);

    [Test]
    public void OfAMiddleAxis_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new BatchNormalization(axis: 1, scale: false, epsilon: 0.01, dtype: policy), input: ["batch", 3, 5], output: ["batch", 3, 5],
        trainable: 1, frozen: 2);

    [Test]
    public void OfIntegers_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new BatchNormalization(center: false, momentum: 0.5, gammaInitializer: Initializer.Constant with { Value = 2 }, dtype: policy),
        input: ["batch", 3], output: ["batch", 3], trainable: 1, frozen: 2, inputType: DType.Int32);

    [TestCase(-1, new long[] { 5, 3 })]
    [TestCase(1, new long[] { 5, 3 })]
    [TestCase(-1, new long[] { 3, 5, 2 })]
    [TestCase(1, new long[] { 3, 2, 5 })]
    [TestCase(2, new long[] { 2, 3, 3, 2 })]
    public void InTraining_ItsGradientsMatchCentralDifferences(int axis, long[] sizes) => Assert.That(
        Differences.Mismatches(new BatchNormalization(axis, gammaInitializer: Initializer.RandomNormal, dtype: DTypePolicy.Float64),
        SampleData.Of(Shape.Of(sizes), DType.Float64, seed: 4), 1e-5, isTraining: true), Is.Empty);

    [Test]
    public void TheMovingStatistics_FollowTheBatches_AndTheModelHasThemAfterFit()
    {
        using var model = Model(new BatchNormalization(momentum: 0.9));
        Fit(model, epochs: 1);
        Assert.That(Moving(model), Is.EqualTo(new[] { 0.4f, 3, 0.9f + 0.5f, 0.9f + 35 }).Within(1e-5));
        Fit(model, epochs: 1);
        Assert.That(Moving(model), Is.EqualTo(new[] { 0.36f + 0.4f, 2.7f + 3, 1.4f * 0.9f + 0.5f, 35.9f * 0.9f + 35 }).Within(1e-5));
    }

    [Test]
    public void UsedTwice_ItFollowsTwice_InOrder()
    {
        var (x, shared) = (new Input(2), new BatchNormalization(momentum: 0.5, scale: false, center: false));
        var once = shared.Apply(x);
        using var model = new Functional(x, new Dense(1).Apply(shared.Apply(once)));
        Fit(model, epochs: 1);
        // The first call has means 4 and 30 and variances 5 and 350; the second call has means 0 and variances just below 1.
        Assert.That(Moving(model),
            Is.EqualTo(new[] { 4 * 0.25, 30 * 0.25, 0.25 + 5 * 0.25 + 0.5 * 5 / 5.001, 0.25 + 350 * 0.25 + 0.5 * 350 / 350.001 })
            .Within(1e-4));
    }

    [Test]
    public void NotTrainable_ItComputesTheSameInTrainingAsInPrediction()
    {
        var layer = new BatchNormalization { Trainable = false };
        using var model = Model(layer);
        Fit(model, epochs: 2);
        Assert.That(Moving(model), Is.EqualTo(new[] { 0f, 0, 1, 1 }));
        var x = Ops.Input("x", ["batch", 2]);
        var training = new CallRecord(Ops.Input("key", [], DType.Int64), isTraining: true);
        Assert.That(Graph.Of(layer.ApplyAll([x], training)[0]).ToString(), Is.EqualTo(Graph.Of(layer.Apply(x)).ToString()));
        Assert.That(training.Updates, Is.Empty);
    }

    [Test]
    public void AModelThatIsNotTrainable_HoldsItsLayersBack_AndSoDoesItsFile()
    {
        using var folder = new TempFolder();
        using var inner = new Sequential { new Input(2), new Dense(2), new BatchNormalization() };
        using var model = new Sequential { new Input(2), inner, new Dense(1) };
        inner.Trainable = false;
        Assert.That(inner.Layers.Select(layer => layer.Trainable), Is.EqualTo(new[] { false, false }));
        Fit(model, epochs: 1);
        model.Save(folder.At("frozen.keras"));
        using var loaded = (Sequential)global::Layers.Model.Load(folder.At("frozen.keras"));
        loaded.Fit(s_rows, new float[4, 1]);
        Assert.That(inner.Layers[1].Weights[2].Value.ToArray<float>(), Is.EqualTo(new float[2]));
        Assert.That(((global::Layers.Model)loaded.Layers[0]).Layers[1].Weights[2].Value.ToArray<float>(), Is.EqualTo(new float[2]));
        inner.Layers[1].Trainable = true;
        model.Save(folder.At("half.keras"));
        using var half = (Sequential)global::Layers.Model.Load(folder.At("half.keras"));
        Assert.That(((global::Layers.Model)half.Layers[0]).Layers.Select(layer => layer.Trainable), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Validation_UsesTheMovingStatisticsOfThatEpoch()
    {
        var (x, y) = Tasks.Regression(40);
        using var model = Regression();
        var history = model.Fit(x, y, batchSize: 8, epochs: 3, validationData: new ValidationData(x, y));
        Assert.That(model.Evaluate(x, y)["loss"], Is.EqualTo(history["val_loss"][^1]).Within(1e-6));
    }

    [Test]
    public void TheBestEpoch_IsRestoredWithItsMovingStatistics()
    {
        var (x, y) = Tasks.Regression(40);
        using var restored = Regression();
        using var best = Regression();
        restored.Fit(x, y, epochs: 10,
            callbacks: [new WorseAfter(3), new EarlyStopping("made_up", mode: MonitorMode.Min, patience: 2, restoreBestWeights: true)]);
        best.Fit(x, y, epochs: 3);
        Assert.That(Tasks.AreSame(Tasks.Weights(restored), Tasks.Weights(best)));
    }

    [Test]
    public void ATrainingCutOff_ContinuesWithItsMovingStatistics()
    {
        using var folder = new TempFolder();
        var (x, y) = Tasks.Regression(40);
        using var whole = Regression();
        whole.Fit(x, y, epochs: 4);
        using var cut = Regression();
        Assert.That(() => cut.Fit(x, y, epochs: 4, callbacks: [new BackupAndRestore(folder.At("backup")), new CutOff(2)]),
            Throws.TypeOf<OperationCanceledException>());
        using var again = Regression();
        again.Fit(x, y, epochs: 4, callbacks: [new BackupAndRestore(folder.At("backup"))]);
        Assert.That(Tasks.AreSame(Tasks.Weights(again), Tasks.Weights(whole)));
    }

    [Test]
    public void ACallbackThatSaves_SavesThemAsTheyAreThen()
    {
        using var folder = new TempFolder();
        var (x, y) = Tasks.Regression(40);
        using var model = Regression();
        model.Fit(x, y, epochs: 3, callbacks: [new ModelCheckpoint(folder.At("{epoch}.keras"))]);
        using var saved = global::Layers.Model.Load(folder.At("2.keras"));
        using var two = Regression();
        two.Fit(x, y, epochs: 2);
        Assert.That(Tasks.AreSame(Tasks.Weights(saved), Tasks.Weights(two)));
    }

    [Test]
    public void WhereGradientsAreAccumulated_EachBatchCounts()
    {
        using var model = Model(new BatchNormalization(momentum: 0.5), new Sgd(0.01) { GradientAccumulationSteps = 4 });
        model.Fit(s_rows, new float[4, 1], batchSize: 2, shuffle: false);
        Assert.That(Moving(model), Is.EqualTo(new[] { 0.5f + 3, 5 + 20, 0.25f + 0.25f + 0.5f, 0.25f + 25 + 200 }).Within(1e-5));
    }

    [Test]
    public void In16Bits_ItNormalizesInFloat32()
    {
        var layer = new BatchNormalization(epsilon: 1e-6, momentum: 0, dtype: DTypePolicy.MixedFloat16);
        using var model = new Sequential { new Input(2), layer, new Dense(1) };
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError);
        // The squares of these numbers are larger than float16's maximum.
        model.Fit(new float[,] { { 1000, 2 }, { 3000, 2 } }, new float[2, 1], batchSize: 2);
        Assert.That(layer.Weights[3].Value.ToArray<float>(), Is.EqualTo(new[] { 1e6f, 0 }));
        Assert.That(layer.Weights.Select(weight => weight.Type), Is.All.EqualTo(DType.Float32));
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Assert.That(() => new BatchNormalization(axis: 3).BuildFor(["batch", 3]),
            Throws.TypeOf<LayerException>().With.Message.Contains("batch_normalization").And.Message.Contains("axis 3"));
        Assert.That(() => new BatchNormalization().BuildFor(["batch", "steps"]),
            Throws.TypeOf<LayerException>().With.Message.Contains("axis 1"));
        Assert.That(() => new BatchNormalization().BuildFor([3]), Throws.TypeOf<LayerException>().With.Message.Contains("rank 2"));
        var layer = new BatchNormalization();
        layer.BuildFor(["batch", 3]);
        Assert.That(() => layer.Predict(new float[2, 4]), Throws.TypeOf<LayerException>().With.Message.Contains("3 features"));
        Assert.That(() => layer.Apply(Ops.Input("x", ["batch", 2, 3])), Throws.TypeOf<LayerException>().With.Message.Contains("rank 2"));
        Assert.That(() => layer.Apply(Ops.Input("x", ["batch", 3], DType.String)),
            Throws.TypeOf<LayerException>().With.Message.Contains("numbers"));
    }

    private static Sequential Model(BatchNormalization layer, Optimizer? optimizer = null)
    {
        var model = new Sequential { new Input(2), layer, new Dense(1) };
        model.Compile(optimizer ?? new Sgd(1e-9), Loss.MeanSquaredError);
        return model;
    }

    private static Sequential Regression()
    {
        var model = new Sequential(seed: 1) { new Input(3), new Dense(6), new BatchNormalization(momentum: 0.8), new ReLU(), new Dense(1) };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        return model;
    }

    private static void Fit(Model model, int epochs)
    {
        if (!model.IsCompiled) model.Compile(new Sgd(1e-9), Loss.MeanSquaredError);
        model.Fit(s_rows, new float[4, 1], epochs: epochs);
    }

    private static float[] Moving(Model model) =>
        [.. model.Layers.OfType<BatchNormalization>().Single().Weights.Where(weight => !weight.IsTrainable)
            .SelectMany(weight => weight.Value.ToArray<float>())];

    private sealed class WorseAfter(int epochs) : Callback
    {
        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) =>
            logs["made_up"] = epoch < epochs ? -epoch : 1;
    }

    private sealed class CutOff(int epochs) : Callback
    {
        public override void OnEpochBegin(TrainingRun run, int epoch)
        {
            if (epoch == epochs) throw new OperationCanceledException();
        }
    }
}
