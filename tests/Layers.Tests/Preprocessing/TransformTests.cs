namespace Layers.Tests;

/// <summary>The learned values and results of transforms, compared with formulas in doubles and with the examples in scikit-learn's
/// documentation.</summary>
public sealed class TransformTests
{
    private static readonly double[] s_normal = [.. Enumerable.Range(0, 200).Select(i => (double)RandomKey.Normal(7, i))];

    // ---- RobustScaling

    [Test]
    public void RobustScaling_MatchesTheExample()
    {
        // The example in the documentation of sklearn.preprocessing.RobustScaler.
        var layer = Adapted(new RobustScaling(), new double[,] { { 1, -2, 2 }, { -2, 1, 3 }, { 4, 1, -2 } });
        Near(layer.Predict(new float[,] { { 1, -2, 2 }, { -2, 1, 3 }, { 4, 1, -2 } }), [0, -2, 0, -1, 0, 0.4, 1, 0, -1.6]);
        Assert.That(layer.Center!.ToArray<double>(), Is.EqualTo(new double[] { 1, 1, 2 }));
        Assert.That(layer.Range!.ToArray<double>(), Is.EqualTo(new[] { 3, 1.5, 2.5 }));
    }

    [Test]
    public void RobustScaling_HasItsOptions()
    {
        TensorData x = TensorData.Of([.. Enumerable.Range(0, 101).Select(i => i * 2.0)], [101, 1]);
        Near(Adapted(new RobustScaling(withCentering: false), x).Predict(new float[,] { { 50 } }), [0.5]);
        Near(Adapted(new RobustScaling(withScaling: false), x).Predict(new float[,] { { 50 } }), [-50]);
        Near(Adapted(new RobustScaling(quantileRange: (10, 60)), x).Predict(new float[,] { { 150 } }), [0.5]);
        // The quartiles of a standard normal distribution are ±0.67448975.
        Near(Adapted(new RobustScaling(unitVariance: true), x).Predict(new float[,] { { 200 } }), [2 * 0.6744897501960817]);
        Near(Adapted(new RobustScaling(), new double[,] { { 3 }, { 3 }, { 3 } }).Predict(new float[,] { { 5 } }), [2]);
        Near(Adapted(new RobustScaling(), new double[,] { { 3 } }).Predict(new float[,] { { 4 } }), [1]);
    }

    [TestCase(75, 25, false)]
    [TestCase(-1, 50, false)]
    [TestCase(0, 101, false)]
    [TestCase(double.NaN, 50, false)]
    [TestCase(0, 75, true)]
    [TestCase(25, 100, true)]
    public void RobustScaling_RefusesAnInvalidRange(double low, double high, bool unitVariance) =>
        Assert.That(() => new RobustScaling(quantileRange: (low, high), unitVariance: unitVariance),
            Throws.TypeOf<LayerException>().With.Message.Contains("quantileRange"));

    // ---- PowerTransform

    [Test]
    public void PowerTransform_MatchesTheExample()
    {
        // The example in the documentation of sklearn.preprocessing.PowerTransformer.
        var layer = Adapted(new PowerTransform(), new double[,] { { 1, 2 }, { 3, 2 }, { 4, 5 } });
        Assert.That(layer.Lambdas!.ToArray<double>()[0], Is.EqualTo(1.386).Within(1e-3));
        Assert.That(layer.Lambdas!.ToArray<double>()[1], Is.EqualTo(-3.100).Within(1e-3));
        Near(layer.Predict(new float[,] { { 1, 2 }, { 3, 2 }, { 4, 5 } }), [-1.316, -0.707, 0.210, -0.707, 1.107, 1.414], 1e-3);
    }

    private static IEnumerable<TestCaseData> PowerData =>
    [
        Data("normal", PowerMethod.YeoJohnson, s_normal),
        Data("two signs", PowerMethod.YeoJohnson, [.. s_normal.Select((x, i) => i % 2 == 0 ? Math.Exp(x) : x)]),
        Data("skewed", PowerMethod.YeoJohnson, [.. s_normal.Select(Math.Exp)]),
        Data("negative", PowerMethod.YeoJohnson, [.. s_normal.Select(x => -Math.Exp(2 * x))]),
        Data("large", PowerMethod.YeoJohnson, [.. s_normal.Select(x => 1e4 * Math.Exp(x / 2))]),
        Data("skewed", PowerMethod.BoxCox, [.. s_normal.Select(Math.Exp)]),
        Data("squares", PowerMethod.BoxCox, [.. s_normal.Select(x => x * x + 0.01)]),
        Data("small", PowerMethod.BoxCox, [.. s_normal.Select(x => 1e-6 * Math.Exp(x))]),
    ];

    [TestCaseSource(nameof(PowerData))]
    public void PowerTransform_HasTheGreatestLikelihood_AndMeanZeroAndVarianceOne(PowerMethod method, double[] values)
    {
        var layer = Adapted(new PowerTransform(method, dtype: DTypePolicy.Float64), Column(values));
        var lambda = layer.Lambdas!.ToArray<double>()[0];
        // A fine search of the likelihood by the textbook formula, in doubles.
        var likelihood = Enumerable.Range(-40, 81).Select(i => lambda + i * 0.01)
            .Select(l => (Lambda: l, Value: Likelihood(values, l, method))).Where(one => double.IsFinite(one.Value)).ToList();
        Assert.That(likelihood.MaxBy(one => one.Value).Lambda, Is.EqualTo(lambda).Within(1e-9));
        var y = layer.Predict(Column(values)).ToArray<double>();
        Assert.That(y.Average(), Is.EqualTo(0).Within(1e-9));
        Assert.That(y.Select(v => v * v).Average(), Is.EqualTo(1).Within(1e-9));
        // Compared with the textbook formula.
        var plain = values.Select(v => Transformed(v, lambda, method)).ToArray();
        var (mean, deviation) = (plain.Average(), Math.Sqrt(plain.Select(p => (p - plain.Average()) * (p - plain.Average())).Average()));
        Assert.That(y, Is.EqualTo(plain.Select(p => (p - mean) / deviation)).Within(1e-5));
        var back = Adapted(new PowerTransform(method, invert: true, dtype: DTypePolicy.Float64), Column(values))
            .Predict(layer.Predict(Column(values))).ToArray<double>();
        for (var i = 0; i < back.Length; i++) Assert.That(back[i], Is.EqualTo(values[i]).Within(1e-9 * (1 + Math.Abs(values[i]))));
    }

    [TestCase(0)]
    [TestCase(1e-9)]
    [TestCase(-1e-9)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(2 - 1e-9)]
    [TestCase(0.5)]
    [TestCase(-1.5)]
    [TestCase(3.25)]
    public void YeoJohnson_IsItsFormula_AtAnyPower(double lambda)
    {
        double[] x = [-1e6, -20, -1, -1e-3, -1e-12, 0, 1e-12, 1e-3, 1, 20, 1e6];
        var (forth, back) = (Given(lambda, invert: false), Given(lambda, invert: true));
        var y = forth.Predict(Column(x)).ToArray<double>();
        for (var i = 0; i < x.Length; i++)
            Assert.That(y[i], Is.EqualTo(Exact(x[i], lambda)).Within(1e-12 * Math.Max(1e-10, Math.Abs(Exact(x[i], lambda)))), $"{x[i]}");
        var again = back.Predict(Column(y)).ToArray<double>();
        // Larger numbers have no inverse if the power transforms all of them to numbers near its limit.
        for (var i = 0; i < x.Length; i++)
            if (Math.Abs(x[i]) <= 20) Assert.That(again[i], Is.EqualTo(x[i]).Within(1e-9 * Math.Max(1e-3, Math.Abs(x[i]))), $"{x[i]}");
    }

    [Test]
    public void PowerTransform_OfFeaturesThatDoNotVary_ShiftsThem()
    {
        TensorData data = new double[,] { { 5, -3, 0 }, { 5, -3, 0 }, { 5, -3, 0 } };
        var layer = Adapted(new PowerTransform(), data);
        Assert.That(layer.Lambdas!.ToArray<double>(), Is.EqualTo(new double[] { 1, 1, 1 }));
        Near(layer.Predict(new float[,] { { 5, -3, 0 }, { 6, -4, 1 } }), [0, 0, 0, 1, -1, 1], 1e-6);
        Near(Adapted(new PowerTransform(PowerMethod.BoxCox), new double[,] { { 7 } }).Predict(new float[,] { { 7 }, { 9 } }), [0, 2], 1e-6);
    }

    [Test]
    public void PowerTransform_OfDataCloseToEachOther_KeepsItsDigits()
    {
        // Numbers around a million, a tenth apart: their powers would be equal in float32.
        double[] values = [.. s_normal.Select(x => 1e6 * Math.Exp(x))];
        var layer = Adapted(new PowerTransform(), Column(values));
        var y = Mismatch.Doubles(layer.Predict(TensorData.Of(values.Select(v => (float)v).ToArray(), [200, 1])));
        var exact = Adapted(new PowerTransform(dtype: DTypePolicy.Float64), Column(values)).Predict(Column(values)).ToArray<double>();
        Assert.That(y, Is.EqualTo(exact).Within(1e-5));
    }

    private static readonly double[] s_years = [2003, 1950, 1997, 2000, 2009];

    [TestCase("float32", false)]
    [TestCase("float32", true)]
    [TestCase("float64", false)]
    [TestCase("float64", true)]
    public void PowerTransform_OfYears_TurnsItsOutputBack(string policy, bool isMirrored)
    {
        var dtype = DTypePolicy.Parse(policy);
        var years = s_years.Select(year => isMirrored ? -year : year).ToArray();
        var (forth, back) = (Adapted(new PowerTransform(dtype: dtype), Column(years)),
            Adapted(new PowerTransform(invert: true, dtype: dtype), Column(years)));
        var rows = Casting.Cast(Column(years), dtype.ComputeType);
        var y = forth.Predict(rows);
        // The maximum of the likelihood, computed in doubles with SciPy: λ = 104.0313.
        double[] right = [0.46171528, -1.73566512, -0.16572501, 0.12381353, 1.31586132];
        Assert.That(forth.Lambdas!.ToArray<double>()[0], Is.EqualTo(isMirrored ? 2 - 104.0313 : 104.0313).Within(1e-3));
        Assert.That(Mismatch.Doubles(y), Is.EqualTo(right.Select(one => isMirrored ? -one : one)).Within(1e-5));
        Assert.That(Mismatch.Doubles(back.Predict(y)), Is.EqualTo(years).Within(dtype == DTypePolicy.Float64 ? 1e-9 : 2e-3));
        // A missing number stays missing.
        Assert.That(Mismatch.Doubles(back.Predict(Casting.Cast(Column([double.NaN]), dtype.ComputeType))),
            Is.EqualTo(new[] { double.NaN }));
        // Gradients pass only through the branch that is taken.
        var x = Ops.Input("x", ["batch", 1], dtype.ComputeType);
        var slopes = Predictor.Freeze(back, [new("slope", Gradient.Of(Ops.ReduceSum(back.Apply(x), keepDims: false), x)[0]!)]);
        using var session = new Layers.Onnx.OnnxSession(slopes);
        Assert.That(Mismatch.Doubles(session.Run(y)[0]), Is.All.GreaterThan(0).And.All.LessThan(1000));
    }

    [Test]
    public void PowerTransform_SearchesAsFarAsTheLikelihoodRises()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => 1e-6 * Math.Exp(1.5 * Math.Sin(i) + i % 7 / 3.0))];
        var layer = Adapted(new PowerTransform(dtype: DTypePolicy.Float64), Column(values));
        // scipy.stats.yeojohnson_normmax, which scikit-learn calls, gives −148,809.50.
        Assert.That(layer.Lambdas!.ToArray<double>()[0], Is.EqualTo(-148_809.5).Within(0.1));
        double[] first = [-0.88309533, 0.37956637, 0.90318661, -0.03901883, -0.79162995, -0.7763481];
        Assert.That(layer.Predict(Column(values)).ToArray<double>()[..6], Is.EqualTo(first).Within(1e-6));
        Assert.That(Mismatch.Doubles(Adapted(new PowerTransform(), Column(values))
            .Predict(Casting.Cast(Column(values), DType.Float32)))[..6], Is.EqualTo(first).Within(1e-5));
    }

    [Test]
    public void PowerTransform_HasOneSlopeAtZero()
    {
        var layer = Given(1.5, invert: false);
        var x = Ops.Input("x", ["batch", 1], DType.Float64);
        using var session = new Layers.Onnx.OnnxSession(Predictor.Freeze(layer,
            [new("slope", Gradient.Of(Ops.ReduceSum(layer.Apply(x), keepDims: false), x)[0]!)]));
        Assert.That(session.Run(Column([0]))[0].ToArray<double>(), Is.EqualTo(new[] { 1.0 }).Within(1e-12));
    }

    [Test]
    public void BoxCox_RefusesWhatIsNotPositive()
    {
        var error = Assert.Throws<LayerException>(() => new PowerTransform(PowerMethod.BoxCox)
            .Adapt(new double[,] { { 1, 2 }, { 3, 0 } }, featureNames: ["size", "count"]))!;
        Assert.That(error.Message, Does.Contain("feature 1 ('count')").And.Contain("YeoJohnson"));
    }

    [Test]
    public void PowerTransform_OfALotOfData_IsNearTheExactOne()
    {
        double[] values = [.. Enumerable.Range(0, 60_000).Select(i => Math.Pow(2 + Math.Abs(RandomKey.Normal(3, i)), 2))];
        var layer = Adapted(new PowerTransform(), Column(values));
        // The exact maximum of the likelihood of all values.
        var exact = Enumerable.Range(-300, 601).Select(i => i * 0.01).MaxBy(l => Likelihood(values, l, PowerMethod.YeoJohnson));
        Assert.That(layer.Lambdas!.ToArray<double>()[0], Is.EqualTo(exact).Within(0.1));
    }

    // ---- QuantileTransform

    [Test]
    public void QuantileTransform_MatchesTheExample()
    {
        // Ten values, compared with numpy.interp in both directions.
        double[] x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
        var layer = Adapted(new QuantileTransform(10, dtype: DTypePolicy.Float64), Column(x));
        var sorted = x.Order().ToArray();
        double[] probes = [0, 1, 1.5, 2, 2.5, 3, 3.7, 4, 4.999, 5, 5.5, 6, 8, 9, 12];
        var y = layer.Predict(Column(probes)).ToArray<double>();
        for (var i = 0; i < probes.Length; i++) Assert.That(y[i], Is.EqualTo(Share(sorted, probes[i])).Within(1e-12), $"{probes[i]}");
        Assert.That(layer.Quantiles!.ToArray<double>(), Is.EqualTo(sorted));
    }

    [TestCase(7)]
    [TestCase(64)]
    [TestCase(200)]
    [TestCase(1000)]
    public void QuantileTransform_InterpolatesBetweenQuantiles(int n)
    {
        double[] x = [.. s_normal.Select(v => Math.Round(v, 1))];
        var layer = Adapted(new QuantileTransform(n, dtype: DTypePolicy.Float64), Column(x));
        var sorted = x.Order().ToArray();
        var count = Math.Min(n, x.Length);
        double[] quantiles = [.. Enumerable.Range(0, count).Select(i => Quantile(sorted, (double)i / (count - 1)))];
        double[] probes = [.. x, .. s_normal, -100, 100];
        var y = layer.Predict(Column(probes)).ToArray<double>();
        for (var i = 0; i < probes.Length; i++) Assert.That(y[i], Is.EqualTo(Share(quantiles, probes[i])).Within(1e-9), $"{probes[i]}");
    }

    [Test]
    public void QuantileTransform_ToNormal_IsThePercentagePointOfTheShare()
    {
        var uniform = Adapted(new QuantileTransform(200, dtype: DTypePolicy.Float64), Column(s_normal))
            .Predict(Column(s_normal)).ToArray<double>();
        var normal = Adapted(new QuantileTransform(200, OutputDistribution.Normal, dtype: DTypePolicy.Float64), Column(s_normal))
            .Predict(Column(s_normal)).ToArray<double>();
        // The quantile function by bisection of the integrated density.
        for (var i = 0; i < uniform.Length; i += 7)
            if (uniform[i] is > 0 and < 1) Assert.That(Probability(normal[i]), Is.EqualTo(uniform[i]).Within(1e-7));
        var ends = Adapted(new QuantileTransform(200, OutputDistribution.Normal), Column(s_normal))
            .Predict(new float[,] { { -50 }, { 50 }, { float.NaN } });
        // scipy.stats.norm.ppf(1e-7 - spacing(1)), at which scikit-learn clips.
        Near(ends, [-5.199337582605575, 5.199337582605575, double.NaN], 1e-6);
    }

    [TestCase(OutputDistribution.Uniform)]
    [TestCase(OutputDistribution.Normal)]
    public void QuantileTransform_Inverted_ReturnsTheInputs(OutputDistribution output)
    {
        var (forth, back) = (new QuantileTransform(50, output, dtype: DTypePolicy.Float64),
            new QuantileTransform(50, output, invert: true, dtype: DTypePolicy.Float64));
        Adapted(forth, Column(s_normal));
        Adapted(back, Column(s_normal));
        var again = back.Predict(forth.Predict(Column(s_normal))).ToArray<double>();
        // At the ends, both directions use the point at which scikit-learn, too, clips the normal distribution.
        Assert.That(again, Is.EqualTo(s_normal).Within(2e-5));
        Assert.That(back.Predict(Column([double.NaN, -1000, 1000])).ToArray<double>(),
            Is.EqualTo(new[] { double.NaN, s_normal.Min(), s_normal.Max() }).Within(1e-5));
    }

    [Test]
    public void QuantileTransform_OfFeaturesThatDoNotVary_IsTheLowerEnd()
    {
        Near(Adapted(new QuantileTransform(), new double[,] { { 5 }, { 5 } }).Predict(new float[,] { { 5 }, { 4 }, { 6 } }), [0, 0, 1]);
        Near(Adapted(new QuantileTransform(), new double[,] { { 5 } }).Predict(new float[,] { { 5 } }), [0]);
        Near(Adapted(new QuantileTransform(outputDistribution: OutputDistribution.Normal), new double[,] { { 5 } })
            .Predict(new float[,] { { 5 } }), [-5.199337582605575], 1e-6);
    }

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(100_001)]
    public void QuantileTransform_RefusesTooFewAndTooMany(int n) =>
        Assert.That(() => new QuantileTransform(n), Throws.TypeOf<LayerException>().With.Message.Contains("nQuantiles"));

    // ---- Imputation and MissingIndicator

    [Test]
    public void Imputation_MatchesTheExample()
    {
        // The example in the documentation of sklearn.impute.SimpleImputer.
        TensorData data = new double[,] { { 7, 2, 3 }, { 4, double.NaN, 6 }, { 10, 5, 9 } };
        var layer = Adapted(new Imputation(), data);
        Near(layer.Predict(new float[,] { { float.NaN, 2, 3 }, { 4, float.NaN, 6 }, { 10, float.NaN, 9 } }),
            [7, 2, 3, 4, 3.5, 6, 10, 3.5, 9]);
        Assert.That(layer.FillValues!.ToArray<double>(), Is.EqualTo(new[] { 7, 3.5, 6 }));
        Near(Adapted(new Imputation(ImputationStrategy.Median), new double[,] { { 1 }, { double.NaN }, { 2 }, { 50 } })
            .Predict(new float[,] { { float.NaN }, { 3 } }), [2, 3]);
        var constant = new Imputation(ImputationStrategy.Constant, -1);
        Near(constant.Predict(new float[,] { { float.NaN, 4 } }), [-1, 4]);
        Assert.That(constant.FillValues, Is.Null);
    }

    [Test]
    public void Imputation_OfAFeatureWithoutValues_IsRefused_OrZero()
    {
        TensorData data = new double[,] { { 1, double.NaN }, { 3, double.NaN } };
        Assert.That(() => new Imputation().Adapt(data), Throws.InvalidOperationException.With.Message.Contains("Feature 1"));
        Near(Adapted(new Imputation(keepEmptyFeatures: true), data).Predict(new float[,] { { float.NaN, float.NaN } }), [2, 0]);
        Near(Adapted(new Imputation(ImputationStrategy.Median, keepEmptyFeatures: true), data)
            .Predict(new float[,] { { float.NaN, float.NaN } }), [2, 0]);
        Assert.That(() => new Imputation { MissingValues = MissingValues.Throw }.Adapt(data),
            Throws.ArgumentException.With.Message.Contains("Feature 1"));
    }

    [Test]
    public void Imputation_RefusesNumbersThatItCannotUse()
    {
        Assert.That(() => new Imputation(ImputationStrategy.Constant, double.NaN),
            Throws.TypeOf<LayerException>().With.Message.Contains("fillValue"));
        Assert.That(() => new Imputation(ImputationStrategy.Mean, 3), Throws.TypeOf<LayerException>().With.Message.Contains("Constant"));
    }

    [Test]
    public void MissingIndicator_MatchesTheExample()
    {
        // The example in the documentation of sklearn.impute.MissingIndicator.
        TensorData data = new double[,] { { double.NaN, 1, 3 }, { 4, 0, double.NaN }, { 8, 1, 0 } };
        TensorData rows = new float[,] { { 5, 1, float.NaN }, { float.NaN, 2, 3 }, { 2, 4, 0 } };
        var layer = Adapted(new MissingIndicator(), data);
        Assert.That(layer.Indices, Is.EqualTo(new long[] { 0, 2 }));
        var y = layer.Predict(rows);
        Assert.That(y.Shape.Select(size => size.Size), Is.EqualTo(new[] { 3, 2 }));
        Near(y, [0, 1, 1, 0, 0, 0]);
        Near(new MissingIndicator(IndicatedFeatures.All).Predict(rows), [0, 0, 1, 1, 0, 0, 0, 0, 0]);
    }

    [Test]
    public void MissingIndicator_IsAdaptedBeforeItIsUsed_AndKeepsItsSize()
    {
        Assert.That(() => new Sequential { new Input(2), new MissingIndicator() },
            Throws.TypeOf<LayerException>().With.Message.Contains("Adapt"));
        Assert.That(() => new MissingIndicator().Adapt(new double[,] { { 1, 2 } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("nothing to indicate"));
        var layer = Adapted(new MissingIndicator(), new double[,] { { 1, double.NaN } });
        using var model = new Sequential { new Input(2), layer };
        Assert.That(() => layer.Adapt(new double[,] { { double.NaN, double.NaN } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("features 1"));
        Assert.That(layer.Indices, Is.EqualTo(new long[] { 1 }));
    }

    // ---- all

    private static IEnumerable<TestCaseData> Layers =>
    [
        Made("robust", () => new RobustScaling()),
        Made("power", () => new PowerTransform()),
        Made("quantile", () => new QuantileTransform(30)),
        Made("mean", () => new Imputation()),
        Made("median", () => new Imputation(ImputationStrategy.Median)),
    ];

    [TestCaseSource(nameof(Layers))]
    public void PartsThatWereLearnedApart_AreTheWhole(Func<NumericAdaptiveLayer> make)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var whole = SampleData.Matrix(300, 3, seed: seed);
            var cut = 20 + seed * 31;
            var (first, second, all) = (make(), make(), make());
            first.Adapt(Rows(whole, 0, cut));
            second.Adapt(Rows(whole, cut, 300));
            all.Adapt((TensorData)whole!);
            var merged = make();
            merged.Adapt(AdaptState.Merge([second.State!, first.State!]));
            first.Update(Rows(whole, cut, 300));
            var probe = (TensorData)SampleData.Matrix(40, 3, seed: 99)!;
            Assert.That(Mismatch.Of("merged", merged.Predict(probe), all.Predict(probe), new(2e-6, 2e-6)), Is.Empty);
            Assert.That(Mismatch.Of("updated", first.Predict(probe), all.Predict(probe), new(2e-6, 2e-6)), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Layers))]
    public void MissingValues_AreIgnoredOrPropagated(Func<NumericAdaptiveLayer> make)
    {
        TensorData data = new double[,] { { 1, 5 }, { double.NaN, 6 }, { 3, 9 }, { 4, 7 } };
        var (ignoring, without) = (make(), make());
        ignoring.MissingValues = MissingValues.Ignore;
        ignoring.Adapt(data);
        without.Adapt(new double[,] { { 1 }, { 3 }, { 4 } });
        var propagating = make();
        propagating.MissingValues = MissingValues.Propagate;
        propagating.Adapt(data);
        if (ignoring is QuantileTransform)
        {
            // A row with a missing value counts as a row, as in scikit-learn, so there are more quantiles.
            Assert.That(Mismatch.Doubles(ignoring.Predict(new float[,] { { 1, 5 }, { 4, 9 } })), Is.EqualTo(new double[] { 0, 0, 1, 1 }));
            return;
        }
        var kept = Mismatch.Doubles(ignoring.Predict(new float[,] { { 2, 5 }, { 3.5f, 7 } }));
        Assert.That(new[] { kept[0], kept[2] },
            Is.EqualTo(Mismatch.Doubles(without.Predict(new float[,] { { 2 }, { 3.5f } }))).Within(1e-6));
        var poisoned = Mismatch.Doubles(propagating.Predict(new float[,] { { float.NaN, 5 } }));
        Assert.That(double.IsNaN(poisoned[0]));
        Assert.That(double.IsNaN(poisoned[1]), Is.False);
    }

    [TestCaseSource(nameof(Layers))]
    public void DataThatDoesNotFit_IsRefused(Func<NumericAdaptiveLayer> make)
    {
        var layer = make();
        Assert.That(() => layer.Predict(new float[,] { { 1, 2 } }), Throws.TypeOf<LayerException>().With.Message.Contains("Adapt"));
        layer.Adapt(new double[,] { { 1, 2 }, { 2, 5 }, { 4, 3 } });
        Assert.That(() => layer.Predict(new float[,] { { 1, 2, 3 } }), Throws.TypeOf<LayerException>().With.Message.Contains("2 features"));
        Assert.That(() => layer.Predict(new float[,,] { { { 1, 2 } } }), Throws.TypeOf<LayerException>().With.Message.Contains("rank 2"));
        Assert.That(() => make().Adapt(TensorData.Scalar(1f)), Throws.TypeOf<LayerException>().With.Message.Contains("last axis"));
        Assert.That(() => make().Apply(Ops.Input("x", ["batch", "features"])),
            Throws.TypeOf<LayerException>().With.Message.Contains("must be known"));
    }

    [Test]
    public void NumbersBeyondFloat32_AreRefused_UnlessTheArithmeticIsWider()
    {
        TensorData data = new double[,] { { 1e100 }, { 3e100 }, { 4e100 } };
        Assert.That(() => new QuantileTransform().Adapt(data),
            Throws.TypeOf<LayerException>().With.Message.Contains("feature 0").And.Message.Contains("Float64"));
        var wide = Adapted(new QuantileTransform(dtype: DTypePolicy.Float64), data);
        Near(wide.Predict((TensorData)new double[,] { { 2e100 } }!), [0.25], 1e-12);
    }

    [Test]
    public void Clipping_KeepsNumbersWithinBounds()
    {
        TensorData x = new float[,] { { -3, 0.5f, 7 }, { float.NaN, float.PositiveInfinity, float.NegativeInfinity } };
        Near(new Clipping(-1, 2).Predict(x), [-1, 0.5, 2, double.NaN, 2, -1]);
        Near(new Clipping(new double[] { -5, 1, 0 }!, TensorData.Scalar(4.0)).Predict(x), [-3, 1, 4, double.NaN, 4, 0]);
        Near(new Clipping(double.NegativeInfinity, 2).Predict(x), [-3, 0.5, 2, double.NaN, 2, double.NegativeInfinity]);
    }

    [Test]
    public void Clipping_RefusesBoundsThatAreNone()
    {
        Assert.That(() => new Clipping(2, 1), Throws.TypeOf<LayerException>().With.Message.Contains("above"));
        Assert.That(() => new Clipping(double.NaN, 1), Throws.TypeOf<LayerException>().With.Message.Contains("NaN"));
        Assert.That(() => new Clipping(double.NegativeInfinity, double.PositiveInfinity),
            Throws.TypeOf<LayerException>().With.Message.Contains("finite"));
        Assert.That(() => new Clipping(new double[] { 1, 2 }!, new double[] { 3, 4, 5 }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("for each"));
        Assert.That(() => new Clipping(new double[] { 1, 2 }!, new double[] { 3, 4 }!).Predict(new float[,] { { 1, 2, 3 } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("bounds of shape [2]"));
    }

    [Test]
    public void LogScaling_KeepsSignAndDigits()
    {
        float[] x = [0, 1e-30f, -1e-10f, 1e-4f, -0.1f, 1, -9, 1e10f, -3e38f];
        var y = new LogScaling().Predict(TensorData.Of(x, [x.Length])).ToArray<float>();
        for (var i = 0; i < x.Length; i++)
            Assert.That(y[i], Is.EqualTo(Math.CopySign(Log1p(Math.Abs((double)x[i])), x[i])).Within(4e-7 * Math.Abs(y[i])));
        var back = new LogScaling(invert: true).Predict(TensorData.Of(y, [y.Length])).ToArray<float>();
        for (var i = 0; i < x.Length - 1; i++) Assert.That(back[i], Is.EqualTo(x[i]).Within(2e-5 * Math.Abs(x[i])));
        Assert.That(new LogScaling().Predict(TensorData.Of([float.NaN, float.PositiveInfinity], [2])).ToArray<float>(),
            Is.EqualTo(new[] { float.NaN, float.PositiveInfinity }));
    }

    // ---- formulas in doubles

    private static double Likelihood(double[] values, double lambda, PowerMethod method)
    {
        var y = values.Select(v => Transformed(v, lambda, method)).ToArray();
        var mean = y.Average();
        var jacobian = values.Sum(v => method == PowerMethod.BoxCox ? Math.Log(v) : Math.Sign(v) * Log1p(Math.Abs(v)));
        return -values.Length / 2.0 * Math.Log(y.Select(v => (v - mean) * (v - mean)).Average()) + (lambda - 1) * jacobian;
    }

    private static double Transformed(double x, double lambda, PowerMethod method) =>
        method == PowerMethod.YeoJohnson ? Exact(x, lambda) : lambda == 0 ? Math.Log(x) : (Math.Pow(x, lambda) - 1) / lambda;

    // By a series where the textbook formula subtracts almost equal numbers.
    private static double Exact(double x, double lambda)
    {
        var (u, p) = (Log1p(Math.Abs(x)), x >= 0 ? lambda : 2 - lambda);
        var z = p * u;
        var y = Math.Abs(z) < 1e-3 ? u * (1 + z / 2 * (1 + z / 3 * (1 + z / 4 * (1 + z / 5)))) : (Math.Pow(1 + Math.Abs(x), p) - 1) / p;
        return Math.CopySign(y, x);
    }

    private static double Log1p(double x) =>
        Math.Abs(x) < 1e-4 ? x * (1 - x * (0.5 - x * (1.0 / 3 - x * (0.25 - x / 5)))) : Math.Log(1 + x);

    // numpy.quantile.
    private static double Quantile(double[] sorted, double q)
    {
        var place = q * (sorted.Length - 1);
        var low = (int)Math.Min(Math.Floor(place), sorted.Length - 2);
        return sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
    }

    // scikit-learn's mean of numpy.interp in both directions.
    private static double Share(double[] quantiles, double x)
    {
        var n = quantiles.Length - 1;
        if (x <= quantiles[0]) return 0;
        if (x >= quantiles[n]) return 1;
        var right = Array.FindLastIndex(quantiles, q => q <= x);
        var left = Array.FindIndex(quantiles, q => q >= x);
        var fromRight = right + (x - quantiles[right]) / (quantiles[right + 1] - quantiles[right]);
        var fromLeft = left - (quantiles[left] - x) / (quantiles[left] - quantiles[left - 1]);
        return (fromRight + fromLeft) / 2 / n;
    }

    // Φ by Simpson's rule.
    private static double Probability(double x)
    {
        var (steps, sum) = (2000, 0.0);
        for (var i = 0; i <= steps; i++)
        {
            var t = x * i / steps;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-t * t / 2);
        }
        return 0.5 + sum * x / steps / 3 / Math.Sqrt(2 * Math.PI);
    }

    private static PowerTransform Given(double lambda, bool invert)
    {
        var layer = Adapted(new PowerTransform(standardize: false, invert: invert, dtype: DTypePolicy.Float64), Column([1, 2]));
        layer.Weights[0].Value = TensorData.Of([lambda], [1]);
        return layer;
    }

    private static TensorData Rows(float[,] data, int from, int to)
    {
        var part = new float[to - from, data.GetLength(1)];
        for (var i = from; i < to; i++)
            for (var j = 0; j < part.GetLength(1); j++) part[i - from, j] = data[i, j];
        return part!;
    }

    private static TensorData Column(double[] values) => TensorData.Of(values, [values.Length, 1]);

    private static TestCaseData Data(string name, PowerMethod method, double[] values) =>
        new TestCaseData(method, values).SetArgDisplayNames($"{method} of {name}");

    private static TestCaseData Made(string name, Func<NumericAdaptiveLayer> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private static T Adapted<T>(T layer, TensorData data)
        where T : NumericAdaptiveLayer
    {
        layer.Adapt(data);
        return layer;
    }

    private static void Near(TensorData actual, double[] expected, double tolerance = 3e-7) =>
        Assert.That(Mismatch.OfNumbers("output", TensorData.Of(Mismatch.Doubles(actual), [actual.Length]), expected!,
            new(tolerance, tolerance)), Is.Empty);
}
