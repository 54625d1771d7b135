using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>Custom layers: this project cannot access internals.</summary>
public sealed class CustomLayerTests
{
    private static readonly ActivationFunction s_bent = new("stranger>bent", x => x / (1 + Ops.Abs(x)));

    private string _file = "";

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<Cube>("stranger");
        LayerRegistry.Register<Gain>("stranger");
        LayerRegistry.Register<RangeScaling>("stranger");
        LayerRegistry.Register(s_bent);
    }

    [SetUp]
    public void ChooseFile() => _file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.keras");

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void ACustomModel_Trains_AndIsRestoredFromItsFile()
    {
        var (x, y) = Data();
        var scaling = new RangeScaling();
        scaling.Adapt(x);
        using var model = new Sequential(seed: 1)
        {
            new Input(2),
            scaling,
            new Gain(noise: 0.01),
            new Dense(16, s_bent),
            new Cube(),
            new Dense(1),
        };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        var history = model.Fit(x, y, batchSize: 8, epochs: 30);
        Assert.That(history["loss"][^1], Is.LessThan(0.5 * history["loss"][0]));
        Assert.That(model.Layers[1].Weights[0].Value.ToArray<float>(), Is.Not.EqualTo(new[] { 1f, 1f }), "the gain did not train");

        model.Save(_file);
        using var loaded = Model.Load(_file);
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(loaded.Layers.Select(layer => layer.GetType()), Is.EqualTo(model.Layers.Select(layer => layer.GetType())));
        Assert.That(loaded.Predict(x), Is.EqualTo(model.Predict(x)));
        Assert.That(((AdaptiveLayer)loaded.Layers[0]).Report!.Features[1].Maximum, Is.EqualTo(scaling.Report!.Features[1].Maximum));
        Assert.That(loaded.Fit(x, y, epochs: 1)["loss"], Is.EqualTo(model.Fit(x, y, epochs: 1)["loss"]));
    }

    [Test]
    public void ACustomAdaptiveLayer_LearnsFromBatches_AndIsRefusedBefore()
    {
        var scaling = new RangeScaling();
        using var model = new Sequential { new Input(2), scaling };
        float[,] rows = { { 0, 10 }, { 4, 20 } };
        Assert.That(() => model.Predict(rows),
            Throws.TypeOf<LayerException>().With.Message.Contains("range_scaling").And.Message.Contains("Adapt"));
        Assert.That(() => model.Save(_file), Throws.TypeOf<LayerException>().With.Message.Contains("range_scaling"));
        Assert.That(File.Exists(_file), Is.False);
        scaling.Adapt([(TensorData)new float[,] { { 0, 10 } }, new double[,] { { 4, 20 }, { 2, 12 } }]);
        Assert.That(model.Predict(new float[,] { { 2, 15 } }), Is.EqualTo(new float[,] { { 0.5f, 0.5f } }));
    }

    [Test]
    public void AnUnregisteredLayer_IsNamed_WithTheRemedy()
    {
        using var model = new Sequential { new Input(2), new Unregistered() };
        Assert.That(() => model.Save(_file),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("LayerRegistry.Register<Unregistered>"));
    }

    [Test]
    public void AName_IsOfOneClass_AndAClassHasOneName()
    {
        LayerRegistry.Register<Cube>("stranger");
        Assert.That(() => LayerRegistry.Register<OfAnotherName>("stranger", nameof(Cube)),
            Throws.ArgumentException.With.Message.Contains("stranger>Cube"));
        Assert.That(() => LayerRegistry.Register<Cube>("other"),
            Throws.ArgumentException.With.Message.Contains("Cube is registered already, as 'stranger>Cube'"));
        // A refused class is not registered.
        Assert.That(() => LayerRegistry.Register<OfAnotherName>("other", nameof(Cube)), Throws.Nothing);
    }

    private static (float[,] X, float[,] Y) Data()
    {
        var (x, y) = (new float[64, 2], new float[64, 1]);
        for (var i = 0; i < 64; i++)
        {
            (x[i, 0], x[i, 1]) = (i % 8, 1000 + (i / 8 * 50));
            y[i, 0] = (x[i, 0] * 0.3f) + ((x[i, 1] - 1000) * 0.01f);
        }
        return (x, y);
    }

    private sealed class OfAnotherName() : Layer("of_another_name"), ISavable<OfAnotherName>
    {
        protected override Value Call(Value x) => x;

        public void WriteConfig(ConfigWriter config)
        {
        }

        public static OfAnotherName FromConfig(ConfigReader config) => new();
    }

    private sealed class Unregistered() : Layer("unregistered")
    {
        protected override Value Call(Value x) => x;
    }
}
