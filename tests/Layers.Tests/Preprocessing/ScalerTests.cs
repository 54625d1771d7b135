namespace Layers.Tests;

/// <summary>The learned values and results of scalers, compared with numbers computed by hand from scikit-learn's formulas.</summary>
public sealed class ScalerTests
{
    // Columns from 0 to 4, from −5 to 15, of 7 only, and of 0 only.
    private static readonly TensorData s_data = new double[,] { { 0, -5, 7, 0 }, { 1, 5, 7, 0 }, { 4, 15, 7, 0 } };

    // One row within the range that was seen, and one outside it.
    private static readonly TensorData s_rows = new float[,] { { 2, 0, 7, 0 }, { 8, -25, 9, 3 } };

    [Test]
    public void MinMaxScaling_BringsTheRangeToTheOneGiven()
    {
        var layer = Adapted(new MinMaxScaling((-1, 1)));
        Assert.That(layer.DataRange!.ToArray<double>(), Is.EqualTo(new[] { 4.0, 20, 1, 1 }));
        Assert.That(layer.DataMin!.ToArray<double>(), Is.EqualTo(new[] { 0, -5.0, 7, 0 }));
        Assert.That(layer.DataMax!.ToArray<double>(), Is.EqualTo(new[] { 4.0, 15, 7, 0 }));
        Near(layer.Predict(s_rows), [0, -0.5, -1, -1, 3, -3, 3, 5]);
    }

    [Test]
    public void MinMaxScaling_Clips() =>
        Near(Adapted(new MinMaxScaling((-1, 1), clip: true)).Predict(s_rows), [0, -0.5, -1, -1, 1, -1, 1, 1]);

    [Test]
    public void MaxAbsScaling_DividesByTheLargest()
    {
        var layer = Adapted(new MaxAbsScaling());
        Assert.That(layer.MaxAbs!.ToArray<double>(), Is.EqualTo(new[] { 4.0, 15, 7, 1 }));
        Near(layer.Predict(s_rows), [0.5, 0, 1, 0, 2, -25 / 15.0, 9 / 7.0, 3]);
        Near(Adapted(new MaxAbsScaling(clip: true)).Predict(s_rows), [0.5, 0, 1, 0, 1, -1, 1, 1]);
    }

    [Test]
    public void DecimalScaling_DividesByThePowerOfTenThatBounds()
    {
        var layer = Adapted(new DecimalScaling());
        Assert.That(layer.Powers!.ToArray<double>(), Is.EqualTo(new[] { 10.0, 100, 10, 1 }));
        Near(layer.Predict(s_rows), [0.2, 0, 0.7, 0, 0.8, -0.25, 0.9, 3]);
    }

    [TestCase(1000, 1000)]
    [TestCase(-1000.0001, 10000)]
    [TestCase(999.9999, 1000)]
    [TestCase(1, 1)]
    [TestCase(0.04, 0.1)]
    [TestCase(-0.001, 0.001)]
    [TestCase(0.0010000000000000002, 0.01)]
    [TestCase(1e15, 1e15)]
    [TestCase(1e22, 1e22)]
    [TestCase(1e-7, 1e-7)]
    [TestCase(3e-23, 1e-22)]
    public void DecimalScaling_IsExactNextToPowersOfTen(double largest, double power)
    {
        var layer = new DecimalScaling();
        layer.Adapt(new double[,] { { 0 }, { largest } });
        Assert.That(layer.Powers!.ToArray<double>(), Is.EqualTo(new[] { power }));
    }

    private static IEnumerable<TestCaseData> Pairs =>
    [
        Pair(invert => new MinMaxScaling((-3, 5), invert: invert)),
        Pair(invert => new MinMaxScaling(clip: true, invert: invert)),
        Pair(invert => new MaxAbsScaling(clip: true, invert: invert)),
        Pair(invert => new DecimalScaling(invert)),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Inverted_ItReturnsTheInputs(object make)
    {
        var (forth, back) = (((Func<bool, AdaptiveLayer>)make)(false), ((Func<bool, AdaptiveLayer>)make)(true));
        TensorData x = SampleData.Matrix(50, 4, seed: 5);
        forth.Adapt(x);
        back.Adapt(x);
        Assert.That(Mismatch.Of("back", back.Predict(forth.Predict(x)), x, new(2e-6, 2e-6)), Is.Empty);
    }

    [Test]
    public void AConstantFeature_IsShifted_NotBlownUp()
    {
        // A constant column of 0.3, with the rounding error of a sum.
        TensorData data = new double[,] { { 0.3 }, { 0.1 + 0.2 }, { 0.3 } };
        var layer = new MinMaxScaling();
        layer.Adapt(data);
        Assert.That(layer.DataRange!.ToArray<double>(), Is.EqualTo(new[] { 1.0 }));
        Near(layer.Predict(new float[,] { { 0.3f }, { 1.3f } }), [0, 1], 1e-6);
        var keras = new MinMaxScaling { ConstantFeatures = ConstantFeatures.Keras };
        keras.Adapt(data);
        Assert.That(keras.DataRange!.ToArray<double>()[0], Is.LessThan(1e-16));
    }

    [Test]
    public void SmallNumbers_AreNotConstant()
    {
        var layer = new MinMaxScaling();
        layer.Adapt(new double[,] { { 1e-30 }, { 3e-30 } });
        Near(layer.Predict(new float[,] { { 2e-30f } }), [0.5], 1e-6);
    }

    [Test]
    public void ASingleRow_IsAConstant()
    {
        var layer = new MinMaxScaling();
        layer.Adapt(new float[,] { { 5, -2 } });
        Near(layer.Predict(new float[,] { { 5, -1 } }), [0, 1]);
        var decimals = new DecimalScaling();
        decimals.Adapt(new float[,] { { 5, -200 } });
        Assert.That(decimals.Powers!.ToArray<double>(), Is.EqualTo(new[] { 10.0, 1000 }));
    }

    [Test]
    public void MissingValues_FollowThePolicy()
    {
        TensorData data = new double[,] { { 1, 5 }, { double.NaN, 6 }, { 3, 7 } };
        Assert.That(() => new MinMaxScaling().Adapt(data), Throws.ArgumentException.With.Message.Contains("Feature 0"));
        var ignoring = new MinMaxScaling { MissingValues = MissingValues.Ignore };
        ignoring.Adapt(data);
        Near(ignoring.Predict(new float[,] { { 2, 5 }, { float.NaN, 7 } }), [0.5, 0, double.NaN, 1]);
        var propagating = new MaxAbsScaling { MissingValues = MissingValues.Propagate };
        propagating.Adapt(data);
        Near(propagating.Predict(new float[,] { { 1, 3.5f } }), [double.NaN, 0.5]);
        var clipped = new MinMaxScaling(clip: true) { MissingValues = MissingValues.Ignore };
        clipped.Adapt(data);
        Near(clipped.Predict(new float[,] { { float.NaN, 50 } }), [double.NaN, 1]);
    }

    [Test]
    public void AFeatureWithoutValues_IsRefused() => Assert.That(
        () =>
        new MinMaxScaling { MissingValues = MissingValues.Ignore }.Adapt(new double[,] { { 1, double.NaN }, { 2, double.NaN } }),
        Throws.InvalidOperationException.With.Message.Contains("Feature 1"));

    [Test]
    public void InfiniteValues_AreRefused_AndTheLayerIsUnchanged()
    {
        var layer = Adapted(new MinMaxScaling());
        var before = layer.DataRange;
        Assert.That(() => layer.Adapt(new double[,] { { 1, 2, 3, 4 }, { 1, 2, double.PositiveInfinity, 4 } }),
            Throws.ArgumentException.With.Message.Contains("Feature 2"));
        Assert.That(layer.DataRange, Is.SameAs(before));
    }

    [Test]
    public void TimeStamps_KeepTheirSpread()
    {
        var layer = new MinMaxScaling();
        layer.Adapt(new long[,] { { 1_770_000_000_000 }, { 1_770_000_001_000 } });
        Near(layer.Predict(new long[,] { { 1_770_000_000_250 } }), [0.25], 1e-6);
    }

    [Test]
    public void AScaleBeyondFloat32_IsRefused_UnlessTheArithmeticIsWider()
    {
        TensorData data = new double[,] { { 1e-100 }, { 3e-100 } };
        Assert.That(() => new MinMaxScaling().Adapt(data),
            Throws.TypeOf<LayerException>().With.Message.Contains("min_max_scaling").And.Message.Contains("Float64"));
        var wide = new MinMaxScaling(dtype: DTypePolicy.Float64);
        wide.Adapt(data);
        Near(wide.Predict(new double[,] { { 2e-100 } }), [0.5], 1e-12);
    }

    [Test]
    public void BeforeAdapt_ItRefusesToPredict()
    {
        var layer = new MinMaxScaling();
        Assert.That((layer.DataRange, layer.DataMin, layer.DataMax), Is.EqualTo(((TensorData?)null, (TensorData?)null, (TensorData?)null)));
        Assert.That(() => layer.Predict(s_rows), Throws.TypeOf<LayerException>().With.Message.Contains("Adapt"));
    }

    [Test]
    public void DataOfAnotherShape_IsRefused()
    {
        var layer = Adapted(new MaxAbsScaling());
        Assert.That(() => layer.Predict(new float[,] { { 1, 2 } }), Throws.TypeOf<LayerException>().With.Message.Contains("4 features"));
        Assert.That(() => layer.Predict(new float[,,] { { { 1, 2, 3, 4 } } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("rank 2"));
        Assert.That(() => new MaxAbsScaling().Adapt(TensorData.Scalar(1f)),
            Throws.TypeOf<LayerException>().With.Message.Contains("last axis"));
        Assert.That(() => new MaxAbsScaling().Apply(Ops.Input("x", ["batch", "features"])),
            Throws.TypeOf<LayerException>().With.Message.Contains("must be known"));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(0, double.PositiveInfinity)]
    [TestCase(double.NaN, 1)]
    public void AnInvalidRange_IsRefused(double low, double high) =>
        Assert.That(() => new MinMaxScaling((low, high)), Throws.TypeOf<LayerException>().With.Message.Contains("featureRange"));

    private static TestCaseData Pair(Func<bool, AdaptiveLayer> make) => new TestCaseData(make).SetArgDisplayNames(make(false).ToString());

    private static T Adapted<T>(T layer)
        where T : AdaptiveLayer
    {
        layer.Adapt(s_data);
        return layer;
    }

    private static void Near(TensorData actual, double[] expected, double tolerance = 3e-7) =>
        Assert.That(Mismatch.OfNumbers("output", TensorData.Of(Mismatch.Doubles(actual), [actual.Length]), expected!,
            new(tolerance, tolerance)), Is.Empty);
}
