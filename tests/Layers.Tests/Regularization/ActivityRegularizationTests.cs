namespace Layers.Tests;

public sealed class ActivityRegularizationTests
{
    [Test]
    public void Layer_KeepsTheLayerContract() =>
        LayerContract.Check(policy => new ActivityRegularization(0.1, 0.2, dtype: policy), input: ["batch", 3, 5], output: ["batch", 3, 5]);

    [Test]
    public void Numbers_CostWhatTheFormulaSays_ByRow()
    {
        using var model = new Sequential { new Input(2), new ActivityRegularization(l1: 0.5, l2: 0.25) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        float[,] x = { { 1, -2 }, { 3, 0 } };
        Assert.That(model.Evaluate(x, x)["loss"], Is.EqualTo(((0.5 * 6) + (0.25 * 14)) / 2).Within(1e-5).Percent);
    }

    [Test]
    public void AnyLayer_MayHaveOne_MergingLayersAndItsFileToo()
    {
        using var folder = new TempFolder();
        Input a = new(2, name: "a"), b = new(2, name: "b");
        using var model = new Functional([a, b], [new Add { ActivityRegularizer = Regularizer.L2 with { Factor = 0.5 } }.Apply(a, b)]);
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        model.Save(folder.At("model.keras"));
        using var loaded = Model.Load(folder.At("model.keras"));
        var x = new Dictionary<string, TensorData> { ["a"] = new float[,] { { 1, 2 } }, ["b"] = new float[,] { { 2, 0 } } };
        var y = new Dictionary<string, TensorData> { ["add"] = new float[,] { { 3, 2 } } };
        foreach (var each in new Model[] { model, loaded })
            Assert.That(each.Evaluate(x, y)["loss"], Is.EqualTo(0.5 * (9 + 4)).Within(1e-5).Percent);
    }

    [Test]
    public void Factors_AreNotNegative() => Assert.That(() => new ActivityRegularization(-1), Throws.ArgumentException);
}
