using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Layers that normalize rows: the contract in each form that changes the formula, and refused arguments.</summary>
public sealed class NormalizingTests
{
    private static IEnumerable<TestCaseData> Layers
    {
        get
        {
            yield return Of("layer", policy => new LayerNormalization(dtype: policy), [5], 2);
            yield return Of("layer, open steps", policy => new LayerNormalization(dtype: policy), ["steps", 3], 2);
            yield return Of("layer, several axes", policy => new LayerNormalization([2, 1], dtype: policy), [3, 5], 2);
            yield return Of("layer, a middle axis",
                policy => new LayerNormalization(axis: 1, gammaInitializer: Initializer.HeNormal with { Seed = 2 }, dtype: policy),
                [3, 5, 2], 2);
            yield return Of("layer, axes from both ends",
                policy => new LayerNormalization([-1, 1], center: false, gammaInitializer: Initializer.RandomUniform with { Seed = 2 },
                dtype: policy), [3, 2, 5], 1);
            yield return Of("layer, rms scaling",
                policy => new LayerNormalization(rmsScaling: true, scale: false, epsilon: 0.1, dtype: policy), [3], 1);
            yield return Of("group", policy => new GroupNormalization(3, dtype: policy), [6], 2);
            yield return Of("group, open steps", policy => new GroupNormalization(2, scale: false, dtype: policy), ["steps", 4], 1);
            yield return Of("group, images",
                policy => new GroupNormalization(1, gammaInitializer: Initializer.RandomUniform with { Seed = 2 }, dtype: policy),
                [3, 5, 3], 2);
            yield return Of("group, channels first", policy => new GroupNormalization(3, axis: 1, center: false, dtype: policy), [9, 3, 2],
                1);
            yield return Of("group, channels in the middle", policy => new GroupNormalization(2, axis: -2, dtype: policy), [3, 4, 5], 2);
            yield return Of("group, one a channel", policy => new GroupNormalization(-1, dtype: policy), [5, 3], 2);
            yield return Of("unit", policy => new UnitNormalization(dtype: policy), [5], 0);
            yield return Of("unit, several axes", policy => new UnitNormalization([1, -1], dtype: policy), [3, 2, 3], 0);
            yield return Of("rms", policy => new RMSNormalization(dtype: policy), [5], 1);
            yield return Of("rms, several axes", policy => new RMSNormalization([1, 2], epsilon: 0.1, dtype: policy), [3, 5], 1);
            yield return Of("batch, corrected", policy => new BatchNormalization(renorm: true, dtype: policy), [3], 2, 5);
        }
    }

    [TestCaseSource(nameof(Layers))]
    public void Layer_KeepsTheLayerContract(Func<DTypePolicy?, Layer> make, Shape row, int trainable, int frozen) =>
        LayerContract.Check(make, input: ["batch", .. row], output: ["batch", .. row], trainable: trainable, frozen: frozen);

    [Test]
    public void OfIntegers_OutputsAreTruncated_AsInKeras()
    {
        TensorData x = TensorData.Of(new[] { 0, 1, 2, 3, 4, 50 }, [2, 3]);
        Assert.That(new LayerNormalization().Predict(x).ToArray<float>(), Is.EqualTo(new[] { -1f, 0, 1, 0, 0, 1 }));
        Assert.That(new GroupNormalization(1).Predict(x).ToArray<float>(), Is.EqualTo(new[] { -1f, 0, 1, 0, 0, 1 }));
        Assert.That(new RMSNormalization().Predict(x).ToArray<int>(), Is.EqualTo(new[] { 0, 0, 1, 0, 0, 1 }));
    }

    [Test]
    public void ARowOfZeros_IsUnchanged_AndHasASlope()
    {
        var layer = new UnitNormalization(dtype: DTypePolicy.Float64);
        Assert.That(layer.Predict(new double[2, 3]).ToArray<double>(), Is.EqualTo(new double[6]));
        Assert.That(Differences.Mismatches(layer, new double[,] { { 3, 4 } }, 1e-5), Is.Empty);
        var x = Ops.Input("x", [1, 2], DType.Float64);
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(Gradient.Of(Ops.ReduceSum(layer.Apply(x), keepDims: false), [x])[0]!));
        Assert.That(session.Run(new double[1, 2])[0].ToArray<double>(), Has.All.EqualTo(1e12).Within(1).Percent);
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Refused(() => new GroupNormalization(0), "group_normalization", "groups", "1 or more");
        Refused(() => new GroupNormalization(3).BuildFor(["batch", 4]), "group_normalization", "4 channels", "3 groups");
        Refused(() => new GroupNormalization(2).BuildFor(["batch", "steps"]), "group_normalization", "axis 1");
        Refused(() => new GroupNormalization(2, axis: 0).BuildFor([4, 4]), "group_normalization", "batch");
        Refused(() => new LayerNormalization([1, -1]).BuildFor(["batch", 4]), "layer_normalization", "twice");
        Refused(() => new LayerNormalization(axis: 2).BuildFor(["batch", 4]), "layer_normalization", "axis 2");
        Refused(() => new LayerNormalization([]), "layer_normalization", "at least one axis");
        Refused(() => new RMSNormalization(axis: -3).BuildFor(["batch", 4]), "rms_normalization", "axis -3");
        Refused(() => new UnitNormalization(axis: 2).Predict(new float[2, 2]), "unit_normalization", "axis 2");
        Refused(() => new BatchNormalization(renormClipping: new() { RMin = 2, RMax = 1 }), "batch_normalization", "renormClipping");
        var built = new LayerNormalization();
        built.BuildFor(["batch", 4]);
        Refused(() => built.Predict(new float[2, 5]), "layer_normalization", "4 features");
        Refused(() => built.Apply(Ops.Input("x", ["batch", 4], DType.String)), "layer_normalization", "numbers");
    }

    private static TestCaseData Of(string name, Func<DTypePolicy?, Layer> make, Shape row, int trainable, int frozen = 0) =>
        new TestCaseData(make, row, trainable, frozen).SetArgDisplayNames(name);
}
