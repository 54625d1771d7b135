using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>Masks, named arguments and several outputs of custom layers.</summary>
public sealed class MaskAndOutputTests
{
    // Row 0 has one step of zeros and row 1 has two. The means of the steps that count are 2 and 7.
    private static readonly TensorData s_steps = TensorData.Of(new float[] { 1, 3, 0, 7, 0, 0 }, [2, 3, 1]);

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<MaskedSteps>("stranger");
        LayerRegistry.Register<MeanOfSteps>("stranger");
    }

    [Test]
    public void AMask_GoesFromTheLayerThatMakesIt_ToTheOneThatReadsIt()
    {
        using var model = Model(x => new MaskedSteps().Apply(x));
        Assert.That(Predict(model), Is.EqualTo(new[] { 2f, 7, 2, 1 }));
    }

    [Test]
    public void AMask_GoesThroughModelsWithinTheModel()
    {
        var inner = new Input(["steps", 1], name: "inner");
        var masking = new Functional(inner, new MaskedSteps().Apply(inner));
        using var model = Model(x => masking.Apply(x));
        Assert.That(Predict(model), Is.EqualTo(new[] { 2f, 7, 2, 1 }));
    }

    [Test]
    public void ALayerThatSaysNothingOfMasks_DropsThem_AndItsInputKeepsItsOwn()
    {
        using var dropped = Model(x => new Cropping1D((0, 0)).Apply(new MaskedSteps().Apply(x)));
        Assert.That(Predict(dropped), Is.EqualTo(new[] { 4f / 3, 7f / 3, 3, 3 }));

        using var beside = Model(x =>
        {
            var masked = new MaskedSteps().Apply(x);
            _ = new Cropping1D((0, 0)).Apply(masked);
            return masked;
        });
        Assert.That(Predict(beside), Is.EqualTo(new[] { 2f, 7, 2, 1 }));
    }

    [Test]
    public void AMaskThatIsGivenInTheCall_TakesThePlaceOfTheInputs()
    {
        var (x, mask) = (new Input(["steps", 1], name: "x"), new Input(["steps"], DType.Bool, "mask"));
        var outputs = new MeanOfSteps()
            .ApplyAll([new MaskedSteps().Apply(x)], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["mask"] = [mask] });
        using var model = new Functional([x, mask], outputs);
        AssertUsesTheGivenMask(model);

        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.keras");
        model.Save(file);
        using var loaded = Layers.Model.Load(file);
        File.Delete(file);
        AssertUsesTheGivenMask((Functional)loaded);

        static void AssertUsesTheGivenMask(Functional model)
        {
            var all = TensorData.Of(new[] { false, true, true, true, true, true }, [2, 3]);
            var results = model.Predict(new Dictionary<string, TensorData> { ["x"] = s_steps, ["mask"] = all });
            Assert.That(results.Values.SelectMany(y => y.ToArray<float>()), Is.EqualTo(new[] { 1.5f, 7f / 3, 2, 3 }));
        }
    }

    [Test]
    public void AnUnknownArgument_IsRefusedByName()
    {
        var (x, mask) = (new Input(["steps", 1]), new Input(["steps"], DType.Bool));
        var arguments = new Dictionary<string, IReadOnlyList<KerasTensor>> { ["maks"] = [mask] };
        Assert.That(() => new MeanOfSteps().ApplyAll([x], arguments),
            Throws.InstanceOf<LayerException>().With.Message.Contains("'maks'").And.Message.Contains("mask"));
        Assert.That(() => new Dense(1).ApplyAll([x], arguments),
            Throws.InstanceOf<LayerException>().With.Message.Contains("no argument 'maks'"));
    }

    [Test]
    public void ALayerOfSeveralOutputs_IsNotTakenForItsFirst()
    {
        Assert.That(() => new MeanOfSteps().Apply(new Input(["steps", 1])),
            Throws.InstanceOf<LayerException>().With.Message.Contains("2 outputs").And.Message.Contains("ApplyAll"));
        Assert.That(() => new Sequential { new Input(["steps", 1]), new MeanOfSteps(), new Dense(1) },
            Throws.InstanceOf<LayerException>().With.Message.Contains("2 outputs"));
    }

    [Test]
    public void AModelOfSeveralOutputs_IsALayerOfAnother()
    {
        using var inner = Model(x => new MaskedSteps().Apply(x));
        var x = new Input(["steps", 1], name: "x");
        var outputs = inner.ApplyAll([x]);
        using var model = new Functional(x, new Add().Apply(outputs[0], outputs[1]));
        Assert.That(model.Predict(s_steps).ToArray<float>(), Is.EqualTo(new[] { 4f, 8 }));
    }

    private static Functional Model(Func<KerasTensor, KerasTensor> before)
    {
        var x = new Input(["steps", 1], name: "x");
        return new Functional([x], new MeanOfSteps().ApplyAll([before(x)]));
    }

    private static IEnumerable<float> Predict(Functional model) =>
        model.Predict(new Dictionary<string, TensorData> { ["x"] = s_steps }).Values.SelectMany(y => y.ToArray<float>());
}
