namespace Layers.Tests;

/// <summary>Models with layers that Keras does not have, on rows of three: in sequence, in a graph, nested, shared, at the ends.</summary>
internal static class ScalerModels
{
    private static readonly TensorData s_data = SampleData.Of([64, 3], DType.Float32, seed: 1);

    private static readonly TensorData s_column = SampleData.Of([64, 1], DType.Float32, seed: 5);

    private static readonly TensorData s_signs = Made((x, i) => i % 3 == 0 ? Math.Exp(x) : i % 3 == 1 ? -Math.Exp(x) : 1e3 + x);

    private static readonly TensorData s_positive = Made((x, _) => Math.Exp(x));

    private static readonly TensorData s_ties = Made((x, i) => i % 3 == 2 ? 4 : Math.Round(x));

    private static readonly TensorData s_holes = Made((x, i) => i % 3 == 1 || i % 5 != 0 ? x : double.NaN);

    // Multiples of 8 above 10⁸, where a float32 step is 8: the median is between two of them.
    private static readonly TensorData s_far = new double[,] { { 1e8, 1e8 - 24, 1e8 + 8 }, { 1e8 + 8, 1e8 - 16, 1e8 + 32 },
        { 1e8 + 16, 1e8, 1e8 + 40 }, { 1e8 + 24, 1e8 + 40, 1e8 + 48 } };

    private static readonly TensorData s_years = new double[,] { { 2003, 1, -2003 }, { 1950, 0, -1950 }, { 1997, 9, -1997 },
        { 2000, 800, -2000 }, { 2009, 3, -2009 } };

    static ScalerModels() => LayerRegistry.Register<EveryStockOperator>("tests");

    public static IReadOnlyDictionary<string, Func<Model>> All { get; } = new Dictionary<string, Func<Model>>
    {
        ["min_max"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling()), new Dense(1) },
        ["clipped"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling((-0.5, 0.25), clip: true)), new Dense(2) },
        ["max_abs"] = () => new Sequential { new Input(3), Adapted(new MaxAbsScaling(clip: true)), new Dense(2) },
        ["decimal"] = () => new Sequential { new Input(3), Adapted(new DecimalScaling()), new Dense(2) },
        ["alone"] = () => new Sequential { new Input(3), Adapted(new MinMaxScaling(clip: true)) },
        ["inverted"] = () =>
            new Sequential { new Input(3), Adapted(new MinMaxScaling((-1, 1), clip: true)),
            Adapted(new MinMaxScaling((-1, 1), clip: true, invert: true)) },
        ["missing"] = () =>
            new Sequential { new Input(3), Adapted(new MaxAbsScaling { MissingValues = MissingValues.Ignore, Trainable = false }) },
        ["clipping"] = () => new Sequential { new Input(3), new Clipping(-0.5, 1.5), new Dense(2) },
        ["clipping_features"] = () =>
            new Sequential { new Input(3),
            new Clipping(new double[] { -1, 0, double.NegativeInfinity }!, new double[] { 0.1, double.PositiveInfinity, 0.7 }!) },
        ["clipping_above"] = () => new Sequential { new Input(3), new Clipping(double.NegativeInfinity, 0.5), new LogScaling() },
        ["log"] = () => new Sequential { new Input(3), new LogScaling(), new Dense(1) },
        ["exp"] = () => new Sequential { new Input(3), new Dense(1), new LogScaling(invert: true) },
        ["series_clipping"] = () =>
            new Sequential { new Input(3), new RepeatVector(2), new Clipping(new double[] { 0.1, 0.2, 0.3 }!, TensorData.Scalar(0.9)),
            new Flatten(), new Dense(1) },
        ["robust"] = () =>
            new Sequential { new Input(3), Adapted(new RobustScaling(quantileRange: (10, 80), unitVariance: true)), new Dense(2) },
        ["robust_inverted"] = () => new Sequential { new Input(3), Adapted(new RobustScaling()), Adapted(new RobustScaling(invert: true)) },
        ["power"] = () => new Sequential { new Input(3), Adapted(new PowerTransform()), new Dense(2) },
        ["power_raw"] = () => new Sequential { new Input(3), Adapted(new PowerTransform(standardize: false)) },
        ["power_of_signs"] = () =>
            new Sequential { new Input(3), new Rescaling(1, 5), Adapted(new PowerTransform(), s_signs), new Dense(2) },
        ["power_inverted"] = () =>
            new Sequential { new Input(3), new Clipping(-0.5, 0.5), Adapted(new PowerTransform(invert: true)), new Dense(2) },
        ["box_cox"] = () =>
            new Sequential { new Input(3), new Clipping(0.1, 50), Adapted(new PowerTransform(PowerMethod.BoxCox), s_positive),
            new Dense(2) },
        ["box_cox_inverted"] = () =>
            new Sequential { new Input(3), new Clipping(-0.5, 0.5),
            Adapted(new PowerTransform(PowerMethod.BoxCox, invert: true), s_positive) },
        ["quantiles"] = () => new Sequential { new Input(3), Adapted(new QuantileTransform()), new Dense(2) },
        ["quantiles_of_ties"] = () => new Sequential { new Input(3), Adapted(new QuantileTransform(nQuantiles: 20), s_ties) },
        ["quantiles_normal"] = () => new Sequential { new Input(3), Adapted(new QuantileTransform(50, OutputDistribution.Normal)) },
        ["quantiles_inverted"] = () => new Sequential { new Input(3), Adapted(new QuantileTransform(17, invert: true)), new Dense(2) },
        ["quantiles_normal_inverted"] = () =>
            new Sequential { new Input(3), Adapted(new QuantileTransform(64, OutputDistribution.Normal, invert: true)) },
        ["quantiles_of_one"] = () => new Sequential { new Input(3), new Dense(1), Adapted(new QuantileTransform(20), s_column) },
        ["quantiles_of_one_normal"] = () =>
            new Sequential { new Input(3), new Dense(1), Adapted(new QuantileTransform(9, OutputDistribution.Normal), s_column) },
        ["quantiles_of_one_inverted"] = () =>
            new Sequential { new Input(3), new Dense(1), Adapted(new QuantileTransform(20, invert: true), s_column) },
        ["quantiles_of_two_rows"] = () => new Sequential { new Input(3), new Dense(1), Adapted(new QuantileTransform(2), s_column) },
        ["power_of_one"] = () =>
            new Sequential { new Input(3), new Dense(1), Adapted(new PowerTransform(), s_column),
            Adapted(new PowerTransform(invert: true), s_column) },
        ["scaled_of_one"] = () =>
            new Sequential { new Input(3), new Dense(1), Adapted(new RobustScaling(), s_column),
            Adapted(new MinMaxScaling(clip: true), s_column), Adapted(new MissingIndicator(IndicatedFeatures.All), s_column) },
        ["every_operator"] = () => new Sequential { new Input(3), Adapted(new EveryStockOperator()), new Dense(2) },
        ["far"] = () => new Sequential { new Input(3), Adapted(new RobustScaling(), s_far), new Dense(2) },
        ["far_clipped"] = () =>
            new Sequential { new Input(3), new Rescaling(8, 1e8), Adapted(new MinMaxScaling((-1, 2), clip: true), s_far), new Dense(2) },
        ["far_centred"] = () =>
            new Sequential { new Input(3), new Rescaling(8, 1e8), Adapted(new RobustScaling(withScaling: false), s_far) },
        ["power_of_years"] = () =>
            new Sequential { new Input(3), new Clipping(-0.5, 0.5), Adapted(new PowerTransform(invert: true), s_years) },
        ["power_far"] = () => new Sequential { new Input(3), new Rescaling(8, 1e8), Adapted(new PowerTransform(), s_far) },
        ["imputation"] = () => new Sequential { new Input(3), new LogScaling(), Adapted(new Imputation(), s_holes), new Dense(1) },
        ["imputation_median"] = () => new Sequential { new Input(3), Adapted(new Imputation(ImputationStrategy.Median), s_holes) },
        ["imputation_constant"] = () => new Sequential { new Input(3), new Imputation(ImputationStrategy.Constant, -1), new Dense(1) },
        ["indicator"] = () => new Sequential { new Input(3), Adapted(new MissingIndicator(), s_holes), new Dense(2) },
        ["imputed_and_indicated"] = Imputed,
        ["cyclic"] = () =>
            new Sequential { new Input(3), new Cyclic(new double[] { 1.5, 24, 0.25 }!, new double[] { 0, 1, -7 }!), new Dense(2) },
        ["cyclic_of_one"] = () => new Sequential { new Input(3), new Dense(1), new Cyclic(7) },
        ["bins"] = () => new Sequential { new Input(3), Adapted(new Bins()), new Dense(2) },
        ["bins_of_ties"] = () => new Sequential { new Input(3), Adapted(new Bins(7, BinEncoding.Ordinal), s_ties) },
        ["bins_given"] = () => new Sequential { new Input(3), new Bins([[-1, 0, 2], [0, 1], [-3, -2, -1, 0]]), new Dense(2) },
        ["bins_of_one"] = () =>
            new Sequential { new Input(3), new Dense(1), Adapted(new Bins(2, BinEncoding.Ordinal, BinStrategy.Uniform), s_column) },
        ["spline"] = () => new Sequential { new Input(3), Adapted(new Spline()), new Dense(2) },
        ["spline_linear"] = () =>
            new Sequential { new Input(3),
            Adapted(new Spline(4, 2, SplineKnots.Quantile, SplineExtrapolation.Linear, includeBias: false), s_ties) },
        ["spline_continued"] = () =>
            new Sequential { new Input(3), new Clipping(-3, 3),
            new Spline([[-2, 0, 2], [-1, 0, 3], [0, 1, 2]], 3, SplineExtrapolation.Continue) },
        ["spline_periodic"] = () =>
            new Sequential { new Input(3), new Clipping(-9, 9), Adapted(new Spline(4, 3, extrapolation: SplineExtrapolation.Periodic)),
            new Dense(2) },
        ["spline_of_one"] = () => new Sequential { new Input(3), new Dense(1), Adapted(new Spline(2, 1), s_column) },
        ["spline_of_steps"] = () => new Sequential { new Input(3), Adapted(new Spline(4, 0), s_data), new Dense(1) },
        ["given"] = () => new Sequential
        {
            new Input(3), new MinMaxScaling(new double[] { -1, 0, 2 }!, new double[] { 1, 1, 5 }!),
                new RobustScaling(new double[] { 1, 2, 3 }, null), new MaxAbsScaling(new double[] { 1, 2, 3 }!),
            new PowerTransform(new double[] { 0.5, 1.7, -0.3 }!, new double[] { 1, -2, 0 }, new double[] { 2, 3, 0.5 }), new Dense(2),
        },
        ["given_quantiles"] = () =>
            new Sequential { new Input(3),
            new QuantileTransform(new double[,] { { -2, -1, -1, 3 }, { 0, 1, 2, 4 }, { -9, -4, -4, -4 } }!, OutputDistribution.Normal) },
        ["given_fills"] = () =>
            new Sequential { new Input(3), new Imputation(new double[] { 1, 2, 3 }!), new MissingIndicator([0, 2]), new Dense(1) },
        ["products"] = () => new Sequential { new Input(3), new PolynomialFeatures(3), new Dense(2) },
        ["products_of_different"] = () =>
            new Sequential { new Input(3), new PolynomialFeatures(2, interactionOnly: true, includeBias: false) },
        ["above"] = () => new Sequential { new Input(3), new Binarization(0.1), new Dense(1) },
        ["rows_by_length"] = () => new Sequential { new Input(3), new RowScaling(), new Dense(2) },
        ["rows_by_sum"] = () =>
            new Sequential { new Input(3), new RepeatVector(2), new RowScaling(RowNorm.L1), new Flatten(), new Dense(1) },
        ["rows_by_largest"] = () => new Sequential { new Input(3), new RowScaling(RowNorm.Max) },
        ["columns"] = () => new Sequential { new Input(3), new ColumnSelection(2, 0), new Dense(2) },
        ["largest"] = () => new Sequential { new Input(3), new LargestColumn(), new Dense(1) },
        ["series_transforms"] = () =>
            new Sequential { new Input(3), new RepeatVector(2), Series(new QuantileTransform(9)), Series(new PowerTransform()),
            new Flatten(), new Dense(1) },
        ["line_in_line"] = () => new Sequential
        {
            new Input(3, name: "first"),
            new Sequential(name: "inner") { new Input(3), Adapted(new MinMaxScaling(clip: true, name: "scaling")), new Dense(3),
                new Clipping(-1, 1, name: "clip") },
            new LogScaling(name: "first"),
            new Dense(1),
        },
        ["deep_line"] = () => new Sequential
        {
            new Input(3),
            new Dense(3),
            new Sequential(name: "outer") { new Input(3),
                new Sequential(name: "inner") { new Input(3), new Dense(3), new LogScaling(), new Dense(4) }, new Dense(3) },
            new Sequential(name: "plain") { new Input(3), new Dense(3) },
        },
        ["line_in_graph"] = LineInGraph,
        ["graph_in_line"] = () => new Sequential { new Input(3), LogGraph("graph"), new Dense(2) },
        ["series"] = () =>
            new Sequential { new Input(3), new RepeatVector(2), Series(new MinMaxScaling((0, 2), clip: true)), new Flatten(),
            new Dense(1) },
        ["on_each_step"] = () =>
            new Sequential { new Input(3), new RepeatVector(2),
            new TimeDistributed(Adapted(new MinMaxScaling(clip: true, name: "scaling")), name: "steps"), new Flatten(), new Dense(1) },
        ["formula_on_each_step"] = () =>
            new Sequential { new Input(3), new RepeatVector(2), new TimeDistributed(Adapted(new QuantileTransform(9))), new Flatten(),
            new Dense(1) },
        ["line_on_each_step"] = () => new Sequential
        {
            new Input(3), new RepeatVector(2),
            new TimeDistributed(new Sequential(name: "line") { new Input(3), Adapted(new PowerTransform()), new Dense(3),
                new LogScaling() }),
            new Flatten(), new Dense(1),
        },
        ["sequential"] = () => new Sequential
        {
            new Input(3), Adapted(new MinMaxScaling((-1, 1))), Adapted(new MinMaxScaling(clip: true)), Adapted(new MaxAbsScaling()),
                new Dense(1),
        },
        ["nested"] = () => new Sequential
        {
            new Input(3),
            new Sequential(name: "inner") { new Input(3), Adapted(new MinMaxScaling(clip: true, name: "scaling")), new Dense(3) },
            Adapted(new MaxAbsScaling(name: "scaling")),
            new Dense(1),
        },
        ["functional"] = Graph,
        ["ends"] = Ends,
    };

    private static T Adapted<T>(T layer, TensorData? data = null)
        where T : AdaptiveLayer
    {
        layer.Adapt(data ?? s_data);
        return layer;
    }

    private static TensorData Made(Func<double, int, double> number) =>
        TensorData.Of([.. s_data.ToArray<float>().Select((x, i) => (float)number(x, i))], s_data.Shape);

    // Missing values are imputed, and indicated in other columns.
    private static Functional Imputed()
    {
        var x = new Input(3, name: "x");
        var both = new Concatenate()
            .Apply(Adapted(new Imputation(), s_holes).Apply(x), new MissingIndicator(IndicatedFeatures.All).Apply(x),
            Adapted(new MissingIndicator(), s_holes).Apply(x));
        return new Functional(x, new Dense(2).Apply(both));
    }

    private static T Series<T>(T layer)
        where T : AdaptiveLayer
    {
        layer.Adapt(SampleData.Of([64, 2, 3], DType.Float32, seed: 2));
        return layer;
    }

    // A shared scaler with clipping, called twice, and a nested model.
    private static Functional Graph()
    {
        var x = new Input(3, name: "x");
        var shared = Adapted(new MinMaxScaling(clip: true));
        var inside = new Input(3, name: "inside");
        var inner = new Functional(inside,
            new Add().Apply(Adapted(new MinMaxScaling((-2, 5), clip: true)).Apply(inside), Adapted(new MaxAbsScaling()).Apply(inside)),
            "inner");
        var both = new Add().Apply(shared.Apply(x), shared.Apply(new Dense(3, name: "hidden").Apply(x)));
        return new Functional(x, new Dense(1).Apply(new Concatenate().Apply(both, inner.Apply(x), Adapted(new DecimalScaling()).Apply(x))));
    }

    private static Functional LogGraph(string name)
    {
        var x = new Input(3, name: "x");
        return new Functional(x, new Add().Apply(new LogScaling().Apply(x), new Dense(3).Apply(x)), name);
    }

    // A sequential model with operations, called twice, and at the end.
    private static Functional LineInGraph()
    {
        var x = new Input(3, name: "x");
        var line = new Sequential(name: "line") { new Input(3), new Dense(3), new LogScaling(), new Dense(3) };
        var last = new Sequential(name: "last") { new Input(3), new LogScaling(invert: true) };
        return new Functional(x, last.Apply(new Add()
            .Apply(line.Apply(new Dense(3, name: "dense").Apply(x)), line.Apply(new Clipping(-1, 1).Apply(x)))));
    }

    // The output comes from a scaler that is a model in the file.
    private static Functional Ends()
    {
        var x = new Input(3, name: "x");
        return new Functional(x, Adapted(new MinMaxScaling((2, 3), clip: true)).Apply(Adapted(new MaxAbsScaling()).Apply(x)));
    }
}
