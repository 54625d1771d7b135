using Layers.Onnx;

namespace Layers.Tests;

/// <summary>A layer in several models at once: its weights are shared and exist once.</summary>
public sealed class SharedLayerTests
{
    private static readonly float[,] s_x = { { 1, 2, 3 }, { -1, 0, 2 }, { 0.5f, -2, 1 } }, s_y = { { 1, 0, 2 }, { 0, 1, 0 }, { 2, 2, 1 } };

    [Test]
    public void ALayerOfASubModel_AndOfTheModelAroundIt_IsThatLayerTwice()
    {
        using var plain = Plain();
        using var nested = AroundASubModel();
        ActTheSame(nested, plain);
    }

    [Test]
    public void ALayerOfTwoTowers_IsThatLayerTwice()
    {
        using var plain = Plain();
        var dense = Dense();
        var (a, b, x) = (new Input(3), new Input(3), new Input(3));
        Functional first = new(a, dense.Apply(a), "first"), second = new(b, dense.Apply(b), "second");
        using var towers = new Functional(x, second.Apply(first.Apply(x)));
        ActTheSame(towers, plain);
    }

    [Test]
    public void ASharedLayer_IsExported()
    {
        using var nested = AroundASubModel();
        using var folder = new TempFolder();
        nested.ExportOnnx(folder.At("shared.onnx"));
        using var session = new OnnxSession(OnnxReader.Read(File.ReadAllBytes(folder.At("shared.onnx"))));
        Assert.That(session.Run(s_x)[0].ToArray<float>(), Is.EqualTo(nested.Predict(s_x).Cast<float>()).Within(1e-6));
    }

    [Test]
    public void ASharedAdaptiveLayer_IsAdaptedOnce()
    {
        var normalization = new Normalization();
        var (inner, x) = (new Input(3), new Input(3));
        var sub = new Functional(inner, normalization.Apply(inner));
        using var model = new Functional(x, new Add().Apply(sub.Apply(x), normalization.Apply(x)));
        model.Adapt(s_x);
        using var alone = new Sequential { new Input(3), new Normalization() };
        alone.Adapt(s_x);
        Assert.That(model.Predict(s_x).Cast<float>(), Is.EqualTo(alone.Predict(s_x).Cast<float>().Select(y => 2 * y)).Within(1e-6));
    }

    [Test]
    public void ASharedLayer_GetsANumberThatIsFreeInEachOfItsModels()
    {
        var (inner, x, shared) = (new Input(3), new Input(3), new Dense(3));
        var sub = new Functional(inner, new Dense(3).Apply(shared.Apply(inner)), "sub");
        using var model = new Functional(x, shared.Apply(sub.Apply(new Dense(3).Apply(x))));
        Assert.That(sub.Layers.Select(layer => layer.Name), Is.EqualTo(new[] { "dense_2", "dense_1" }));
        Assert.That(model.Layers.Select(layer => layer.Name), Is.EqualTo(new[] { "dense", "sub", "dense_2" }));
        using var folder = new TempFolder();
        model.Save(folder.At("shared.keras"));
        using var loaded = Model.Load(folder.At("shared.keras"));
        Assert.That(loaded.Predict(s_x), Is.EqualTo(model.Predict(s_x)));
    }

    [Test]
    public void ASharedAdaptiveLayer_IsAskedForOnce()
    {
        var normalization = new Normalization(name: "n");
        var (inner, x) = (new Input(3), new Input(3));
        var sub = new Functional(inner, normalization.Apply(inner), "sub");
        using var model = new Functional(x, new Add().Apply(sub.Apply(x), normalization.Apply(x)));
        Assert.That(() => model.Predict(s_x), Throws.TypeOf<LayerException>().With.Message.Contains("n (Normalization)"));
        normalization.Adapt(s_x);
        Assert.That(() => model.Predict(s_x), Throws.Nothing);
        var report = model.Adapt(s_x);
        Assert.That((report.Passes, report.Layers.Count), Is.EqualTo((1, 1)));
    }

    private static void ActTheSame(Functional model, Functional plain)
    {
        Assert.That(model.Weights, Has.Count.EqualTo(2));
        Assert.That(model.Predict(s_x).Cast<float>(), Is.EqualTo(plain.Predict(s_x).Cast<float>()).Within(1e-6));
        History Fit(Functional each)
        {
            each.Compile(new Adam(0.05), Loss.MeanSquaredError);
            return each.Fit(s_x, s_y, epochs: 5, shuffle: false);
        }
        Assert.That(Fit(model)["loss"], Is.EqualTo(Fit(plain)["loss"]).Within(1e-6));
        Assert.That(model.Predict(s_x).Cast<float>(), Is.EqualTo(plain.Predict(s_x).Cast<float>()).Within(1e-6));
    }

    private static Functional Plain()
    {
        var (x, dense) = (new Input(3), Dense());
        return new Functional(x, dense.Apply(dense.Apply(x)));
    }

    private static Functional AroundASubModel()
    {
        var (inner, x, dense) = (new Input(3), new Input(3), Dense());
        var sub = new Functional(inner, dense.Apply(inner), "sub");
        return new Functional(x, dense.Apply(sub.Apply(x)));
    }

    private static Dense Dense() => new(3, kernelInitializer: Initializer.GlorotUniform with { Seed = 3 }, name: "shared");
}
