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
    public void Factors_AreNotNegative() => Assert.That(() => new ActivityRegularization(-1), Throws.ArgumentException);
}
