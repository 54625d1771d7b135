namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of Pipelines and ColumnTransformers, with the formats of all releases and all ways to name columns.</summary>
public sealed class CompositionTests
{
    private static readonly string[] s_names = ["a", "b", "c"];

    private static IEnumerable<TestCaseData> Selections =>
    [
        Case("names", Made.List("c", "a"), 2, 0),
        Case("a name", "b", 1),
        Case("places", Made.List(2L, 0L), 2, 0),
        Case("a place", 1L, 1),
        Case("places from the end", Made.List(-1L, -3L), 2, 0),
        Case("an array of names", new NumpyArray("object", [2], new object?[] { "c", "b" }), 2, 1),
        Case("a slice", new PickledSlice(1L, null, null), 1, 2),
        Case("a slice backwards", new PickledSlice(null, null, -1L), 2, 1, 0),
        Case("a slice from the end", new PickledSlice(-2L, -1L, null), 1),
        Case("a slice of names, its end with it", new PickledSlice("a", "b", null), 0, 1),
        Case("a mask", Made.List(true, false, true), 0, 2),
        Case("a mask as an array", new NumpyArray("bool", [3], new[] { false, true, true }), 1, 2),
    ];

    [TestCaseSource(nameof(Selections))]
    public void Columns_AreGivenInAllWays(object columns, int[] places)
    {
        var made = Table(("s", Made.Scaler(new double[places.Length], [.. places.Select(_ => 2.0)]), columns));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(places.Select(place => $"s__{s_names[place]}")));
        var row = new double[] { 10, 20, 30 };
        using var model = Made.File(made).ToModel(DTypePolicy.Float64);
        Assert.That(model.Inputs.Select(input => input.Name), Is.EquivalentTo(places.Select(place => s_names[place])));
        var y = model.Predict(model.Inputs.ToDictionary(input => input.Name,
            input => TensorData.Of([row[Array.IndexOf(s_names, input.Name)]], [1, 1])));
        Assert.That(FittedCase.Doubles(y.Values.Single()), Is.EqualTo(places.Select(place => row[place] / 2)).Within(1e-13));
    }

    [Test]
    public void ARemainder_ComesLast()
    {
        var made = Table(("s", Made.Scaler([0], [2]), Made.List("b")), ("skip", "drop", Made.List("c")),
            ("remainder", "passthrough", new PickledSlice(0L, 1L, null)));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "s__b", "remainder__a" }));
        var estimator = Table(("s", Made.Scaler([0], [2]), Made.List("b")), ("remainder", Made.Scaler([0, 0], [4, 5]), Made.List(0L, 2L)));
        Assert.That(Made.Transform(estimator, new double[,] { { 1, 2, 3 } }), Is.EqualTo(new[] { 1, 0.25, 0.6 }).Within(1e-14));
    }

    [Test]
    public void NamesOfResults_AreThoseOfTheTable()
    {
        var transformers = new (string, object?, object?)[] { ("s", Made.Scaler([0], [2]), Made.List("b")) };
        Assert.That(Made.File(Table(transformers, ("verbose_feature_names_out", false))).OutputNames, Is.EqualTo(new[] { "b" }));
        Assert.That(Made.File(Table(transformers, ("verbose_feature_names_out", "{feature_name}-{transformer_name}"))).OutputNames,
            Is.EqualTo(new[] { "b-s" }));
    }

    [Test]
    public void AColumnTransformer_OfAReleaseBefore10()
    {
        var old = Made.Of("ColumnTransformer", ("transformers_",
            Made.List(Made.List("s", Made.Of("StandardScaler", ("mean_", new double[] { 1 }), ("scale_", new double[] { 2 })),
            Made.List("b")), Made.List("remainder", "drop", Made.List(0L)))),
            ("_df_columns", new[] { "a", "b" }), ("_n_features", 2L));
        Assert.That(Made.File(old).InputNames, Is.EqualTo(new[] { "a", "b" }));
        using var model = Made.File(old).ToModel(DTypePolicy.Float64);
        Assert.That(model.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(model.Predict((TensorData)new[,] { { 5.0 } }!).ToArray<double>(), Is.EqualTo(new double[] { 2 }));
    }

    [Test]
    public void Weights_OfTransformers_MultiplyTheirResults()
    {
        var made = Table([("s", Made.Scaler([0], [2]), Made.List("b")), ("t", "passthrough", Made.List("a"))],
            ("transformer_weights", Made.Dictionary(("s", 10.0))));
        Assert.That(Made.Transform(made, new double[,] { { 1, 3 } }), Is.EqualTo(new double[] { 15, 1 }));
    }

    [Test]
    public void APipeline_HasItsStepsAndTheirInverse()
    {
        var made = Made.Of("Pipeline", ("steps", Made.List(
            Made.List("none", "passthrough"), Made.List("first", Made.Scaler([1, 2], [2, 4], ["a", "b"])),
                Made.List("inner", Made.Of("Pipeline", ("steps", Made.List(Made.List("second", Made.Scaler([0.5, 0], [1, 2])))))))));
        Assert.That(Made.File(made).InputNames, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Made.Transform(made, new double[,] { { 5, 10 } }), Is.EqualTo(new[] { 1.5, 1 }).Within(1e-14));
        using var inverse = Made.File(made).ToInverseModel(DTypePolicy.Float64);
        Assert.That(inverse.Predict((TensorData)new[,] { { 1.5, 1 } }!).ToArray<double>(),
            Is.EqualTo(new double[] { 5, 10 }).Within(1e-13));
    }

    [Test]
    public void AnImputer_DropsColumnsWithoutValues_AndIndicatesMissingTexts()
    {
        var indicator = Made.Of("MissingIndicator", ("features_", new long[] { 1, 3 }), ("_n_features", 4L),
            ("missing_values", double.NaN));
        var made = Made.Of("SimpleImputer", ("missing_values", double.NaN), ("add_indicator", true), ("indicator_", indicator),
            ("statistics_", Made.List(double.NaN, 2.5, "Oslo", "m")), ("feature_names_in_", new[] { "a", "b", "c", "d" }));
        var file = Made.File(made);
        Assert.That(file.OutputNames, Is.EqualTo(new[] { "b", "c", "d", "missingindicator_b", "missingindicator_d" }));
        using var model = file.ToModel(DTypePolicy.Float64);
        TensorData text(string word) => new[,] { { word } }!;
        TensorData number(double value) => new[,] { { value } }!;
        var row = new Dictionary<string, TensorData> { ["a"] = number(1), ["b"] = number(double.NaN), ["c"] = text(""), ["d"] = text("w") };
        var y = model.Predict(row);
        Assert.That(y.Values.Single(one => one.Type == DType.String).ToArray<string>(), Is.EqualTo(new[] { "Oslo", "w" }));
        Assert.That(FittedCase.Doubles(y.Values.Single(one => one.Type != DType.String)), Is.EqualTo(new[] { 2.5, 1, 0 }));
    }

    private static PickledObject Table(params (string Name, object? Transformer, object? Columns)[] transformers) =>
        Table(transformers, []);

    private static PickledObject Table((string Name, object? Transformer, object? Columns)[] transformers,
        params (string, object?)[] settings) =>
        Made.Of("ColumnTransformer",
            [("transformers_", transformers.Select(one => (object?)Made.List(one.Name, one.Transformer, one.Columns)).ToArray()),
            ("feature_names_in_", s_names), ("n_features_in_", 3L), .. settings]);

    private static TestCaseData Case(string name, object columns, params int[] places) =>
        new TestCaseData(columns, places).SetArgDisplayNames(name);
}
