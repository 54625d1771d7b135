namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of scalers with settings and releases that no file here has.</summary>
public sealed class ScalerTests
{
    private static readonly double[,] s_row = { { 4, -2 } };

    [Test]
    public void StandardScaler_OfEverySetting()
    {
        Assert.That(Made.Transform(Made.Scaler([1, 2], [2, 4]), s_row), Is.EqualTo(new[] { 1.5, -1 }).Within(1e-14));
        // With with_mean=False, scikit-learn still stores the mean.
        Assert.That(Made.Transform(Made.Of("StandardScaler", ("with_mean", false), ("mean_", new double[] { 1, 2 }),
            ("scale_", new double[] { 2, 4 })), s_row), Is.EqualTo(new[] { 2, -0.5 }).Within(1e-14));
        Assert.That(Made.Transform(Made.Of("StandardScaler", ("with_std", false), ("mean_", new double[] { 1, 2 }), ("scale_", null)),
            s_row), Is.EqualTo(new double[] { 3, -4 }).Within(1e-14));
        Assert.That(Made.Transform(Made.Of("StandardScaler", ("with_mean", false), ("with_std", false), ("n_features_in_", 2),
            ("n_samples_seen_", 9), ("mean_", null), ("scale_", null)), s_row), Is.EqualTo(new double[] { 4, -2 }));
    }

    [Test]
    public void StandardScaler_OfADeviationBelowKerassFloor()
    {
        Assert.That(Made.Transform(Made.Scaler([1, 2], [1e-9, 4]), s_row), Is.EqualTo(new[] { 3e9, -1 }).Within(1e-12).Percent);
        using var model = Made.File(Made.Scaler([0, 0], [1e25, 1])).ToModel();
        Assert.That(model.Predict(new double[,] { { 3e25, 1 } }), Is.EqualTo(new float[,] { { 3, 1 } }).Within(1e-6));
    }

    [Test]
    public void MinMaxScaler_OfAReleaseBeforeClip()
    {
        var made = Made.Of("MinMaxScaler", ("feature_range", Made.List(0L, 1L)), ("scale_", new double[] { 0.5, 1 }),
            ("min_", new double[] { -0.5, -3 }), ("data_min_", new double[] { 1, 3 }), ("data_max_", new double[] { 3, 3 }));
        Assert.That(Made.Transform(made, s_row), Is.EqualTo(new[] { 1.5, -5 }).Within(1e-14));
    }

    [Test]
    public void MinMaxScaler_WithFieldsSetByHand()
    {
        var made = Made.Of("MinMaxScaler", ("feature_range", Made.List(0L, 1L)), ("clip", true), ("scale_", new double[] { 2, 1 }),
            ("min_", new double[] { 0.25, 0 }), ("data_min_", new double[] { 1, 3 }), ("data_max_", new double[] { 3, 4 }));
        Assert.That(Made.Transform(made, new[,] { { 0.125, -2 }, { 9, 0.5 } }), Is.EqualTo(new[] { 0.5, 0, 1, 0.5 }).Within(1e-14));
        using var inverse = Made.File(made).ToInverseModel(DTypePolicy.Float64);
        Assert.That(inverse.Predict((TensorData)new[,] { { 0.5, 0.5 } }!).ToArray<double>(),
            Is.EqualTo(new[] { 0.125, 0.5 }).Within(1e-14));
    }

    [Test]
    public void RobustScaler_OfEverySetting()
    {
        Assert.That(Made.Transform(Made.Of("RobustScaler", ("with_centering", false), ("center_", null), ("scale_", new double[] { 2, 4 })),
            s_row), Is.EqualTo(new[] { 2, -0.5 }).Within(1e-14));
        Assert.That(Made.Transform(Made.Of("RobustScaler", ("with_scaling", false), ("center_", new double[] { 2, 4 }), ("scale_", null)),
            s_row), Is.EqualTo(new double[] { 2, -6 }).Within(1e-14));
    }

    [TestCase(0.0, 3.5)]
    [TestCase(0.5, -2.5)]
    [TestCase(2.0, -3.0)]
    [TestCase(-1.3, 0.4)]
    [TestCase(1.0, 0.0)]
    public void PowerTransformer_OfAnyPower(double lambda, double mean)
    {
        var made = Made.Of("PowerTransformer", ("method", "yeo-johnson"), ("standardize", true), ("lambdas_", new[] { lambda }),
            ("_scaler", Made.Scaler([mean], [0.7])));
        double[,] rows = { { 0 }, { 0.5 }, { 4 }, { 31 }, { -0.5 }, { -3 }, { -17 } };
        double YeoJohnson(double x) => x >= 0
            ? lambda == 0 ? Math.Log(1 + x) : (Math.Pow(1 + x, lambda) - 1) / lambda
            : lambda == 2 ? -Math.Log(1 - x) : -(Math.Pow(1 - x, 2 - lambda) - 1) / (2 - lambda);
        double[] expected = [.. rows.Cast<double>().Select(x => (YeoJohnson(x) - mean) / 0.7)];
        Assert.That(Made.Transform(made, rows), Is.EqualTo(expected).Within(1e-12 * expected.Max(Math.Abs)));
        using var inverse = Made.File(made).ToInverseModel(DTypePolicy.Float64);
        Assert.That(inverse.Predict(TensorData.Of(expected, [7, 1])).ToArray<double>(),
            Is.EqualTo(rows.Cast<double>().ToArray()).Within(1e-9));
    }

    [Test]
    public void PowerTransformer_OfBoxAndCoxNotStandardized()
    {
        var made = Made.Of("PowerTransformer", ("method", "box-cox"), ("standardize", false), ("lambdas_", new double[] { 0, 2 }));
        Assert.That(Made.Transform(made, new double[,] { { Math.E, 3 } }), Is.EqualTo(new double[] { 1, 4 }).Within(1e-13));
    }

    [Test]
    public void QuantileTransformer_ToAUniformDistribution()
    {
        var made = Made.Of("QuantileTransformer", ("output_distribution", "uniform"),
            ("quantiles_", new double[,] { { 0, 1 }, { 2, 1 }, { 3, 5 } }));
        Assert.That(Made.Transform(made, new double[,] { { 1, 3 }, { 2.5, 0 }, { 9, 5 } }),
            Is.EqualTo(new[] { 0.25, 0.75, 0.75, 0, 1, 1 }).Within(1e-14));
    }

    [TestCase("l2", 0.6, 0.8)]
    [TestCase("l1", 3.0 / 7, 4.0 / 7)]
    [TestCase("max", 0.75, 1)]
    public void Normalizer_OfEveryNorm(string norm, double first, double second)
    {
        var made = Made.Of("Normalizer", ("norm", norm), ("n_features_in_", 2));
        Assert.That(Made.Transform(made, new double[,] { { 3, 4 }, { 0, 0 }, { -3, -4 } }),
            Is.EqualTo(new[] { first, second, 0, 0, -first, -second }).Within(1e-14));
    }

    [Test]
    public void PolynomialFeatures_OfTwoDegrees()
    {
        var made = Made.Of("PolynomialFeatures", ("degree", Made.List(2L, 3L)), ("interaction_only", false), ("include_bias", false),
            ("n_features_in_", 2), ("n_output_features_", 7));
        Assert.That(Made.Transform(made, new double[,] { { 2, 3 } }), Is.EqualTo(new double[] { 4, 6, 9, 8, 12, 18, 27 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0^2", "x0 x1", "x1^2", "x0^3", "x0^2 x1", "x0 x1^2", "x1^3" }));
        // Before 1.0, the number of features had another name.
        Assert.That(Made.File(Made.Of("PolynomialFeatures", ("degree", 2L), ("n_input_features_", 2L))).OutputNames,
            Is.EqualTo(new[] { "1", "x0", "x1", "x0^2", "x0 x1", "x1^2" }));
    }

    [Test]
    public void KBinsDiscretizer_OfAConstantFeature()
    {
        object?[] edges = [new[] { double.NegativeInfinity, double.PositiveInfinity }, new double[] { 0, 1, 2 }];
        var made = Made.Of("KBinsDiscretizer", ("encode", "onehot"), ("bin_edges_", edges));
        Assert.That(Made.Transform(made, new double[,] { { -7, 1 }, { 7, 0.5 } }), Is.EqualTo(new double[] { 1, 0, 1, 1, 1, 0 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0_0.0", "x1_0.0", "x1_1.0" }));
        Assert.That(Made.Transform(Made.Of("KBinsDiscretizer", ("encode", "ordinal"), ("bin_edges_", edges)), new double[,] { { -7, 1 } }),
            Is.EqualTo(new double[] { 0, 1 }));
    }

    [TestCase("0.24.2", 1)]
    [TestCase("1.0.2", 1)]
    [TestCase("1.1.0", 0)]
    [TestCase("1.10.0", 0)]
    public void KBinsDiscretizer_OfAReleaseThatAddedAnEpsilon(string release, double expected)
    {
        object?[] edges = [new double[] { 0, 100, 200 }, new double[] { -200, -100, 0 }];
        var made = Made.Of("KBinsDiscretizer", ("encode", "ordinal"), ("bin_edges_", edges), ("_sklearn_version", release));
        Assert.That(Made.Transform(made, new[,] { { 99.9995, -100.0005 }, { 99.99, -100.01 } }),
            Is.EqualTo(new[] { expected, expected, 0, 0 }));
    }
}
