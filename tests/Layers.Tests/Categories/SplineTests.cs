namespace Layers.Tests;

/// <summary>Splines beyond scikit-learn's cases: compared with the textbook recurrence, and by hand.</summary>
public sealed class SplineTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    public void TheyAreTheRecurrence(int degree)
    {
        double[] knots = [-1, 0, 0.5, 2, 7];
        using var model = new Sequential { new Input([1], DType.Float64), new Spline([knots], degree, dtype: DTypePolicy.Float64) };
        double[] x = [-1, -0.3, 0, 0.2, 0.5, 1.1, 2, 4, 6.999];
        var all = WithOuter(knots, degree);
        double[] expected = [.. x.SelectMany(number => Enumerable.Range(0, knots.Length + degree - 1)
            .Select(i => Recurrence(all, i, degree, number)))];
        Assert.That(Mismatch.Doubles(model.Predict(TensorData.Of(x, [x.Length, 1]))), Is.EqualTo(expected).Within(1e-12));
    }

    [TestCase(SplineExtrapolation.Constant)]
    [TestCase(SplineExtrapolation.Linear)]
    [TestCase(SplineExtrapolation.Continue)]
    [TestCase(SplineExtrapolation.Periodic)]
    public void TheyAddUpToOne(SplineExtrapolation extrapolation)
    {
        using var model = new Sequential { new Input(1), new Spline([[0, 1, 3, 4]], 3, extrapolation) };
        var y = model.Predict((TensorData)new float[,] { { -2 }, { 0 }, { 0.3f }, { 1 }, { 3.7f }, { 4 }, { 5 } });
        Assert.That(y.ToArray<float>().Chunk((int)y.Shape[1].Size).Select(row => row.Sum()), Is.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void BeyondTheKnots_EachExtrapolation_IsItsOwn()
    {
        // One interval and degree 1 give 1 − x and x.
        Assert.Multiple(() =>
        {
            Assert.That(At(SplineExtrapolation.Constant), Is.EqualTo(new[] { 1, 0, 0, 1f }));
            Assert.That(At(SplineExtrapolation.Error, isChecked: false), Is.EqualTo(new[] { 1, 0, 0, 1f }));
            Assert.That(At(SplineExtrapolation.Linear), Is.EqualTo(new[] { 3, -2, -1, 2f }));
            Assert.That(At(SplineExtrapolation.Continue), Is.EqualTo(new[] { 3, -2, -1, 2f }));
        });

        static float[] At(SplineExtrapolation extrapolation, bool isChecked = true)
        {
            using var model = new Sequential { new Input(1), new Spline([[0, 1]], 1, extrapolation) };
            model.ChecksValues = isChecked;
            return model.Predict((TensorData)new float[,] { { -2 }, { 2 } }).ToArray<float>();
        }
    }

    [Test]
    public void BeyondTheKnots_IsAnError_WhereTheLayerWasToldSo()
    {
        using var model = new Sequential { new Input(2), new Spline([[0, 1], [5, 9]], 1, SplineExtrapolation.Error) };
        Assert.That(model.Predict((TensorData)new float[,] { { 0, 9 }, { 1, 5 }, { float.NaN, 7 } }).ToArray<float>()[..4],
            Is.EqualTo(new float[] { 1, 0, 0, 1 }));
        Assert.That(() => model.Predict((TensorData)new float[,] { { 0, 9 }, { 1, 4.5f } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1, position 1").And.Message.Contains("4.5 is outside of the knots"));
    }

    [Test]
    public void AMissingValue_IsMissingInAllItsColumns()
    {
        using var model = new Sequential { new Input(2), new Spline([[0, 1], [5, 9]], 1) };
        Assert.That(model.Predict((TensorData)new float[,] { { float.NaN, 7 } }).ToArray<float>(),
            Is.EqualTo(new[] { float.NaN, float.NaN, 0.5f, 0.5f }));
    }

    [Test]
    public void QuantilesThatRepeat_AreKnotsAllTheSame()
    {
        var spline = new Spline(5, 2, SplineKnots.Quantile);
        spline.Adapt(new double[,] { { 0, 1 }, { 0, 9 }, { 0, 9 }, { 0, 9 }, { 4, 9 }, { 8, 9 } });
        Assert.That(spline.KnotPositions!.ToArray<double>(), Is.EqualTo(new double[] { 0, 0, 0, 3, 8, 1, 9, 9, 9, 9 }));
        using var model = new Sequential { new Input(2), spline };
        var y = model.Predict((TensorData)new float[,] { { 0, 1 }, { 2, 5 }, { 3, 9 }, { 8, 10 }, { 9, 0 } }).ToArray<float>();
        Assert.That(y, Is.All.InRange(-1e-6f, 1 + 1e-6f));
        Assert.That(y.Chunk(6).Select(columns => columns.Sum()), Is.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void AFeatureThatDoesNotVary_HasKnotsToOneMore()
    {
        var spline = new Spline(3, 1);
        spline.Adapt(new double[,] { { 4 }, { 4 } });
        Assert.That(spline.KnotPositions!.ToArray<double>(), Is.EqualTo(new[] { 4, 4.5, 5 }));
        using var model = new Sequential { new Input(1), spline };
        Assert.That(model.Predict((TensorData)new float[,] { { 4 } }).ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 0 }));
    }

    [Test]
    public void LargeNumbers_KeepTheirDigits()
    {
        // Seconds of one day in 2026, where a float32 step is 128; and years, in float32.
        var spline = new Spline(3, 1);
        spline.Adapt(TensorData.Of([1_767_225_600L, 1_767_312_000], [2, 1]));
        using var model = new Sequential { new Input([1], DType.Int64), spline };
        Assert.That(model.Predict(TensorData.Of([1_767_225_600L + 10_800], [1, 1])).ToArray<float>(),
            Is.EqualTo(new[] { 0.75f, 0.25f, 0 }).Within(1e-6));
        using var years = new Sequential { new Input(1), new Spline([[1_000_000.125, 1_000_001.125]], 1) };
        Assert.That(years.Predict((TensorData)new float[,] { { 1_000_000.5f } }).ToArray<float>(),
            Is.EqualTo(new[] { 0.625f, 0.375f }).Within(1e-6));
    }

    [Test]
    public void AnInvalidSpline_IsRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Spline(1), Throws.TypeOf<LayerException>().With.Message.Contains("nKnots"));
            Assert.That(() => new Spline(3, -1), Throws.TypeOf<LayerException>().With.Message.Contains("degree"));
            Assert.That(() => new Spline(3, 3, extrapolation: SplineExtrapolation.Periodic),
                Throws.TypeOf<LayerException>().With.Message.Contains("periodic"));
            Assert.That(() => new Spline(2, 0, includeBias: false),
                Throws.TypeOf<LayerException>().With.Message.Contains("the output would be empty"));
            Assert.That(() => new Spline([[0, 1], [0, 1, 2]]), Throws.TypeOf<LayerException>().With.Message.Contains("feature 1 has 3"));
            Assert.That(() => new Spline([[1, 0]]), Throws.TypeOf<LayerException>().With.Message.Contains("[1, 0]"));
            Assert.That(() => new Spline([[0, 1]]).Adapt(new double[,] { { 1 }, { 2 } }),
                Throws.TypeOf<LayerException>().With.Message.Contains("knots"));
        });
    }

    private static double[] WithOuter(double[] knots, int degree) =>
    [
        .. Enumerable.Range(0, degree).Select(i => knots[0] - (degree - i) * (knots[1] - knots[0])), .. knots,
        .. Enumerable.Range(1, degree).Select(i => knots[^1] + i * (knots[^1] - knots[^2])),
    ];

    private static double Recurrence(double[] t, int i, int k, double x) => k == 0
        ? t[i] <= x && x < t[i + 1] ? 1 : 0
        : (x - t[i]) / (t[i + k] - t[i]) * Recurrence(t, i, k - 1, x) + (t[i + k + 1] - x) / (t[i + k + 1] - t[i + 1])
            * Recurrence(t, i + 1, k - 1, x);
}
