using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom layer whose weights are updated from the data and not by a gradient.</summary>
public sealed class UpdatedWeightTests
{
    private static readonly float[,] s_x = { { 1, -8 }, { 2, 3 }, { -4, 5 } };

    [OneTimeSetUp]
    public void Register() => LayerRegistry.Register<LargestSeen>("stranger");

    [Test]
    public void TheModel_PredictsWithWhatTheLayerSaw_AndSavesIt()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.keras");
        using var model = new Sequential { new Input(2), new LargestSeen(), new Dense(1, kernelInitializer: Initializer.Ones) };
        model.Compile(new Sgd(1e-9), Loss.MeanSquaredError);
        model.Fit(s_x, new float[3, 1], batchSize: 1, epochs: 2);
        Assert.That(Seen(model), Is.EqualTo((8f, 6L)));
        Assert.That(model.Predict(s_x)[0, 0], Is.EqualTo(-7 / 8f));
        try
        {
            model.Save(file);
            using var loaded = Model.Load(file);
            Assert.That(Seen(loaded), Is.EqualTo((8f, 6L)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void ALayerUsedTwice_ContinuesFromItsOwnUpdate()
    {
        var (x, layer) = (new Input(2), new LargestSeen());
        using var model = new Functional(x, new Dense(1).Apply(layer.Apply(layer.Apply(x))));
        model.Compile(new Sgd(1e-9), Loss.MeanSquaredError);
        model.Fit(s_x, new float[3, 1], epochs: 1);
        Assert.That(Seen(model), Is.EqualTo((8f, 2L)));
    }

    [Test]
    public void AWeightThatTrains_CannotBeUpdated_NorOneOfAnotherShape()
    {
        Assert.That(() => Fit(new Updating(isTrainable: true, [2])),
            Throws.TypeOf<LayerException>().With.Message.Contains("updating/mean").And.Message.Contains("trainable: false"));
        Assert.That(() => Fit(new Updating(isTrainable: false, [3])),
            Throws.TypeOf<LayerException>().With.Message.Contains("updating/mean").And.Message.Contains("[3]"));
        Assert.That(() => Fit(new Updating(isTrainable: false, [2])), Throws.Nothing);
    }

    private static void Fit(Layer layer)
    {
        using var model = new Sequential { new Input(2), layer, new Dense(1) };
        model.Compile(new Sgd(1e-9), Loss.MeanSquaredError);
        model.Fit(s_x, new float[3, 1]);
    }

    private static (float, long) Seen(Model model)
    {
        var weights = model.Layers.OfType<LargestSeen>().Single().Weights;
        return (weights[0].Value.ToArray<float>()[0], weights[1].Value.ToArray<long>()[0]);
    }

    private sealed class Updating(bool isTrainable, Shape shape) : Layer("updating")
    {
        private Weight _mean = null!;

        protected override void Build(Shape inputShape) => _mean = AddWeight("mean", shape, Initializer.Zeros, isTrainable);

        protected override Value Call(Value x) => x;

        protected override Value Call(Value x, CallContext call)
        {
            if (call.IsTraining) call.Update(_mean, Ops.ReduceMean(x, [0], keepDims: false));
            return x;
        }
    }
}
