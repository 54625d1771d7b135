using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Activation layers: the contract in each form that changes the formula, and the arguments that they refuse.</summary>
public sealed class ActivationLayerTests
{
    private static IEnumerable<TestCaseData> Layers
    {
        get
        {
            yield return Of("relu", policy => new ReLU(dtype: policy), [5]);
            yield return Of("relu, bent and bounded", policy => new ReLU(maxValue: 3, negativeSlope: 0.2, threshold: 0.5, dtype: policy),
                [3, 5]);
            yield return Of("relu, bounded", policy => new ReLU(maxValue: 6, dtype: policy), ["steps", 3]);
            yield return Of("leaky", policy => new LeakyReLU(dtype: policy), [5]);
            yield return Of("leaky, of images", policy => new LeakyReLU(0.01, dtype: policy), [3, 5, 2]);
            yield return Of("elu", policy => new ELU(dtype: policy), [5]);
            yield return Of("elu, alpha", policy => new ELU(0.5, dtype: policy), [3, 5]);
            yield return Of("softmax", policy => new Softmax(dtype: policy), [5]);
            yield return Of("softmax, a middle axis", policy => new Softmax(axis: 1, dtype: policy), [3, 5]);
            yield return Of("softmax, several axes", policy => new Softmax([1, -1], dtype: policy), [3, 2, 5]);
            yield return Of("softmax, a list of one", policy => new Softmax([1], dtype: policy), [3, 5]);
            yield return Of("prelu", policy => new PReLU(Initializer.RandomUniform with { Seed = 2 }, dtype: policy), [5], 1);
            yield return Of("prelu, shared",
                policy => new PReLU(Initializer.Constant with { Value = 0.3 }, sharedAxes: [1, 2], dtype: policy), [3, "width", 5], 1);
            yield return Of("prelu, axes below 1",
                policy => new PReLU(Initializer.Constant with { Value = 0.3 }, sharedAxes: [0, -1], dtype: policy), [3, 5, 2], 1);
        }
    }

    [TestCaseSource(nameof(Layers))]
    public void Layer_KeepsTheLayerContract(Func<DTypePolicy?, Layer> make, Shape row, int trainable) =>
        LayerContract.Check(make, input: ["batch", .. row], output: ["batch", .. row], trainable: trainable);

    [Test]
    public void PReLU_SharesTheGivenAxes_AsKerasCountsThem()
    {
        Assert.That(Alpha(null), Is.EqualTo(Shape.Of(3, 5, 2)));
        Assert.That(Alpha([1, 2]), Is.EqualTo(Shape.Of(1, 1, 2)));
        Assert.That(Alpha([0]), Is.EqualTo(Shape.Of(3, 5, 1)));
        Assert.That(Alpha([-1]), Is.EqualTo(Shape.Of(3, 1, 2)));
    }

    [Test]
    public void Softmax_OfSeveralAxes_AddsUpTo1_AndDoesNotOverflow()
    {
        var y = new Softmax([0, 1]).Predict(new float[,] { { 1000, 999 }, { -1000, 1000 } }).ToArray<float>();
        Assert.That(y.Sum(), Is.EqualTo(1).Within(1e-6));
        Assert.That(y[0], Is.EqualTo(y[3]).And.GreaterThan(y[1]));
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Refused(() => new ReLU(maxValue: -1), "re_lu", "maxValue");
        Refused(() => new ReLU(negativeSlope: -1), "re_lu", "negativeSlope");
        Refused(() => new ReLU(threshold: double.NaN), "re_lu", "threshold");
        Refused(() => new LeakyReLU(-0.1), "leaky_re_lu", "negativeSlope");
        Refused(() => new Softmax([]), "softmax", "at least one axis");
        Refused(() => new Softmax(3).Predict(new float[1, 2]), "softmax", "axis 3");
        Refused(() => new PReLU(sharedAxes: [3]).BuildFor(["batch", 2, 3]), "p_re_lu", "sharedAxes", "axis 3");
        Refused(() => new PReLU().BuildFor(["batch", "steps", 3]), "p_re_lu", "axis 1");
        Refused(() => new ELU().Apply(Ops.Input("x", ["batch", 2], DType.String)), "elu", "numbers");
    }

    private static Shape Alpha(IReadOnlyList<int>? shared)
    {
        var layer = new PReLU(sharedAxes: shared);
        layer.BuildFor(["batch", 3, 5, 2]);
        return layer.Weights[0].Shape;
    }

    private static TestCaseData Of(string name, Func<DTypePolicy?, Layer> make, Shape row, int trainable = 0) =>
        new TestCaseData(make, row, trainable).SetArgDisplayNames(name);
}
