namespace Layers.Tests;

/// <summary>Data that Adapt refuses: its messages, and the layer, which is unchanged.</summary>
public sealed class AdaptRefusalTests
{
    private static readonly float[,] s_good = { { 1, 10 }, { 2, 30 }, { 6, 20 } };

    // A layer that was never adapted accepts data of any width.
    private static TestCaseData[] BadForAnAdaptedLayer =>
    [
        Case("another width", [new float[,] { { 1, 2, 3 } }], "[batch, 2]", "[1, 3]"),
        Case("another rank", [new float[] { 1, 2 }], "[batch, 2]", "[2]"),
    ];

    private static IEnumerable<TestCaseData> Bad
    {
        get
        {
            yield return Case("NaN", [new float[,] { { 1, 2 }, { 3, float.NaN } }], "Feature 1", "row 1", "MissingValues.Ignore");
            yield return Case("NaN in a later batch", [s_good, new double[,] { { 1, 2 }, { double.NaN, 4 } }], "Feature 0",
                "row 1 of this batch", "3 rows came before it");
            yield return Case("infinity", [new float[,] { { 1, 2 }, { float.PositiveInfinity, 4 } }], "Feature 0", "row 1", "finite");
            yield return Case("no rows", [new float[0, 2]], "no rows");
            yield return Case("no batches", [], "no rows");
            yield return Case("another width in a later batch", [s_good, new float[,] { { 1, 2, 3 } }], "[batch, 2]", "[1, 3]");
            yield return Case("null", [s_good, null!], "null");
            yield return Case("strings", [new string[,] { { "a", "b" } }], "strings", "lookup");
            yield return Case("overflow", [new double[,] { { 1e300, 0 }, { -1e300, 1 } }], "feature 0", "overflow");
        }
    }

    [TestCaseSource(nameof(Bad))]
    [TestCaseSource(nameof(BadForAnAdaptedLayer))]
    public void BadData_IsRefused_AndAnAdaptedLayerIsUnchanged(TensorData[] batches, string[] parts)
    {
        var layer = new Normalization(name: "prices");
        layer.Adapt(s_good);
        var (mean, variance, report, before) = (layer.Mean, layer.Variance, layer.Report!.ToString(), layer.Predict(s_good));
        var error = Assert.Catch<ArgumentException>(() => layer.Adapt(batches));
        Assert.That(error!.Message, Does.Contain("prices"));
        foreach (var part in parts) Assert.That(error.Message, Does.Contain(part).IgnoreCase);
        Assert.That((layer.Mean, layer.Variance, layer.Report!.ToString()), Is.EqualTo((mean, variance, report)));
        Assert.That(Mismatch.IsBitwiseEqual(layer.Predict(s_good), before));
    }

    [TestCaseSource(nameof(Bad))]
    public void BadData_LeavesANewLayerNew(TensorData[] batches, string[] parts)
    {
        _ = parts;
        var layer = new Normalization();
        Assert.Catch<ArgumentException>(() => layer.Adapt(batches));
        Assert.That((layer.IsAdapted, layer.IsBuilt, layer.Report, layer.Mean),
            Is.EqualTo((false, false, (AdaptReport?)null, (TensorData?)null)));
        layer.Adapt(new float[,] { { 1, 2, 3, 4 }, { 2, 3, 4, 6 } });
        Assert.That(layer.IsAdapted);
    }

    [Test]
    public void Infinity_IsRefusedUnderEveryPolicy([Values] MissingValues policy)
    {
        var layer = new Normalization { MissingValues = policy };
        Assert.That(() => layer.Adapt(new float[,] { { 1 }, { float.NegativeInfinity } }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("row 1"));
    }

    [Test]
    public void RaggedRows_AreRefused_NamingTheRow() =>
        Assert.That(() => new Normalization().Adapt(new float[][] { [1, 2], [3, 4], [5] }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("2").And.Message.Contains("1"));

    [Test]
    public void GivenStatistics_CannotBeAdapted() =>
        Assert.That(() => new Normalization(new float[] { 1 }, new float[] { 2 }, name: "given").Adapt(new float[,] { { 1 } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("given").And.Message.Contains("mean and variance"));

    [Test]
    public void Cancelling_StopsThePass_AndTheLayerIsUnchanged()
    {
        using var cancelling = new CancellationTokenSource();
        var layer = new Normalization();
        layer.Adapt(s_good);
        var mean = layer.Mean;
        IEnumerable<TensorData> Batches()
        {
            yield return new float[,] { { 100, 200 } };
            cancelling.Cancel();
            yield return new float[,] { { 300, 400 } };
        }
        Assert.That(() => layer.Adapt(Batches(), cancellation: cancelling.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((layer.Mean, layer.Report!.Rows), Is.EqualTo((mean, 3L)));
    }

    [Test]
    public void ALearnThatThrows_LeavesTheLayerAsItWas()
    {
        var layer = new Failing();
        layer.Adapt(new float[,] { { 1 }, { 3 } });
        layer.IsFailing = true;
        Assert.That(() => layer.Adapt(new float[,] { { 5 }, { 9 } }), Throws.TypeOf<TimeoutException>());
        Assert.That(layer.Weights[0].Value.ToArray<float>(), Is.EqualTo(new[] { 2f }));
        Assert.That(layer.Report!.Features[0].Mean, Is.EqualTo(2));
    }

    [Test]
    public void ALayerThatWasNotAdapted_StopsItsModel_InEveryUse()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(2), new Normalization(name: "features"), new Dense(1) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        var (x, y) = (SampleData.Matrix(4, 2, 1), SampleData.Matrix(4, 1, 2));
        Action[] uses =
        [
            () => model.Fit(x, y),
            () => model.Evaluate(x, y),
            () => model.Predict(x),
            () => model.Predict([1f, 2f]),
            () => model.Save(folder.At("model.keras")),
            () => model.ExportOnnx(folder.At("model.onnx")),
        ];
        foreach (var use in uses)
            Assert.That(use, Throws.TypeOf<LayerException>().With.Property("Layer")
                .EqualTo("features").And.Message.Contains("not been adapted").And.Message.Contains("Call Adapt"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(folder.At("x"))!), Is.Empty);
    }

    private static TestCaseData Case(string name, TensorData[] batches, params string[] parts) =>
        new TestCaseData(batches, parts).SetArgDisplayNames(name);

    private sealed class Failing() : NumericAdaptiveLayer("failing")
    {
        private Weight _mean = null!;

        public bool IsFailing { get; set; }

        protected override void Build(Shape inputShape) => _mean = AddWeight("mean", [inputShape[^1]], Initializer.Zeros, trainable: false);

        protected override Value Call(Value x) => x - _mean;

        protected override int[] FeatureAxes(int rank) => [rank - 1];

        protected override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
        {
            _mean.Value = TensorData.Of(mean.Select(number => (float)number).ToArray(), _mean.Shape);
            if (IsFailing) throw new TimeoutException();
        }
    }
}
