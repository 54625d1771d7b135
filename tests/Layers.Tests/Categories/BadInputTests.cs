namespace Layers.Tests;

/// <summary>Data that layers of words and categories refuse: the message names the layer, the row and, if it has a name, the column; the
/// layer is unchanged.</summary>
public sealed class BadInputTests
{
    private static readonly TestCaseData[] s_layers =
    [
        Case("StringLookup", () => new StringLookup(name: "words")),
        Case("StringLookup.OneHot", () => new StringLookup(outputMode: OutputMode.OneHot, name: "words")),
        Case("TextVectorization", () => new TextVectorization(name: "words")),
        Case("OneHotEncoding", () => new OneHotEncoding(name: "words")),
        Case("OrdinalEncoding", () => new OrdinalEncoding(name: "words")),
        Case("FrequencyEncoding", () => new FrequencyEncoding(name: "words")),
        Case("TextImputation", () => new TextImputation(name: "words")),
        Case("TargetEncoding", () => new TargetEncoding(name: "words")),
    ];

    private static readonly TestCaseData[] s_ofIntegers =
    [
        Case("IntegerLookup", () => new IntegerLookup(name: "years")),
        Case("OneHotEncoding", () => new OneHotEncoding(name: "years")),
        Case("OrdinalEncoding", () => new OrdinalEncoding(name: "years")),
        Case("FrequencyEncoding", () => new FrequencyEncoding(name: "years")),
        Case("TargetEncoding", () => new TargetEncoding(name: "years")),
    ];

    [TestCaseSource(nameof(s_layers))]
    public void NothingToLearnFrom_IsRefused(Func<AdaptiveLayer> make)
    {
        IsRefused(make, [TensorData.Of(Array.Empty<string>(), [0, 1])], "no rows");
        IsRefused(make, [], "no rows");
        if (make() is TextVectorization or StringLookup)
            IsRefused(make, [TensorData.Of(Array.Empty<string>(), [3, 0])], "found no value to learn in 3 rows: all values are missing");
        else IsRefused(make, [TensorData.Of(Array.Empty<string>(), [3, 0])], "the data has none");
    }

    [TestCaseSource(nameof(s_layers))]
    public void RaggedRanks_AreRefused(Func<AdaptiveLayer> make)
    {
        IsRefused(make, [new[,] { { "a" } }!, new[] { "a" }!], "the first batch has shape [batch,", "a later batch has [1]");
        IsRefused(make, [TensorData.Scalar("a")], "[]");
        if (make() is not StringLookup) IsRefused(make, [new[,] { { "a" } }!, new[,] { { "a", "b" } }!], "[1, 2]");
        if (make() is not StringLookup) IsRefused(make, [TensorData.Of(new[] { "a", "b" }, [1, 2, 1])], "[1, 2, 1]");
    }

    [TestCaseSource(nameof(s_layers))]
    public void ANullText_IsRefused_WithItsRow(Func<AdaptiveLayer> make)
    {
        IsRefused(make, [new[,] { { "a" }, { null! } }!], "must not be null", "Row 1 (the first is 0)");
        IsRefused(make, [new[,] { { "a" }, { "b" } }!, new[,] { { "a" }, { null! } }!], "Row 1 of this batch", "2 rows came before it");
    }

    [TestCaseSource(nameof(s_layers))]
    public void TooManyDistinctValues_AreRefused_AndTheLimitIsAnOption(Func<AdaptiveLayer> make)
    {
        AdaptiveLayer Limited(int limit)
        {
            var layer = make();
            switch (layer)
            {
                case IndexLookup<string> lookup: lookup.DistinctLimit = limit; break;
                case ColumnEncoding<VocabularyState> encoding: encoding.DistinctLimit = limit; break;
                case ColumnEncoding<TargetState> encoding: encoding.DistinctLimit = limit; break;
                case TextImputation imputation: imputation.DistinctLimit = limit; break;
            }
            return layer;
        }

        TensorData words = new[,] { { "a" }, { "b" }, { "c" } }!;
        IsRefused(() => Limited(2), [words], "more than 2 distinct values", "Hashing", "distinctLimit");
        var enough = Limited(3);
        enough.Adapt([new AdaptBatch(words, Labels(enough, words))]);
        Assert.That(enough.IsAdapted);
    }

    [TestCaseSource(nameof(s_ofIntegers))]
    public void FractionsAndNaN_AreRefused_WithTheirRow(Func<AdaptiveLayer> make)
    {
        IsRefused(make, [new[,] { { 1.0 }, { 7.9 } }!], "Row 1 (the first is 0) has 7.9", "Keras would truncate it");
        IsRefused(make, [new[,] { { 1f }, { float.NaN } }!], "Row 1 (the first is 0) has NaN");
        IsRefused(make, [new[,] { { 1.0 } }!, new[,] { { 2.0 }, { double.NegativeInfinity } }!], "Row 1 of this batch", "has -Infinity");
        IsRefused(make, [new[,] { { 1.0 }, { 1e19 } }!], "within int64", "has 1E+19");
    }

    [Test]
    public void InASpace_TheColumnIsNamed()
    {
        Column empty = Column.Text("city", "", "", ""), some = Column.Text("city", "a", "b", "c");
        Assert.Multiple(() =>
        {
            IsRefused(new StringLookup(maskToken: "", outputMode: OutputMode.OneHot, name: "words"), empty,
                "words (StringLookup) found no value to learn in 3 rows", "Check the column 'city'");
            IsRefused(new TextVectorization(outputMode: OutputMode.Count, name: "words"), empty,
                "words (TextVectorization) found no value to learn in 3 rows", "Check the column 'city'");
            IsRefused(new TextImputation(name: "words"), empty,
                "words (TextImputation): column 0 ('city') is missing in all of the 3 rows");
            IsRefused(new StringLookup(outputMode: OutputMode.OneHot, name: "words") { DistinctLimit = 2 }, some,
                "words (StringLookup): column 'city' has more than 2 distinct values");
            IsRefused(new OneHotEncoding(name: "words") { DistinctLimit = 2 }, some,
                "words (OneHotEncoding): column 0 ('city') has more than 2 distinct values");
            IsRefused(new StringLookup(outputMode: OutputMode.OneHot, name: "words"), Table.Of(some)[..0],
                "words (StringLookup) received no rows");
            IsRefused(new Discretization(3, outputMode: OutputMode.OneHot, name: "bins"), Column.Number("city", double.NaN, double.NaN),
                "bins (Discretization) has so many missing values");
        });
    }

    [Test]
    public void Unknown_AndInvalid_ValuesOfASpace_AreNamedWithTheirRows()
    {
        using var space = new FeatureSpace { { "city", new StringLookup(numOovIndices: 0, outputMode: OutputMode.OneHot, name: "words") },
            { "day", new DateParts(DatePart.Year, name: "when") } };
        space.Adapt(Table.Of(Column.Text("city", "a", "b"), Column.Text("day", "2026-01-01", "2026-01-02")));
        TensorData Predict(string[] cities, string[] days) =>
            space.Predict(space.InputsOf(Table.Of(Column.Text("city", cities), Column.Text("day", days)))).Values.Single();
        string[] fine = ["2026-01-01", "", "2026-01-01"];
        Assert.That(() => Predict(["a", "x", "y"], fine),
            Throws.TypeOf<LayerException>().With.Message.StartsWith("words (StringLookup), row 1")
                .And.Message.Contains("the value 'x' is " +
            "not in the vocabulary").And.Message.Contains("'y' in row 2"));
        Assert.That(() => Predict(["a", "b", "a"], ["2026-01-01", "soon", "2026-02-30"]),
            Throws.TypeOf<LayerException>().With.Message.StartsWith("when (DateParts), row 1").And.Message.Contains("'soon' is not a date")
            .And.Message.Contains("'2026-02-30' in row 2"));
        space.ChecksValues = false;
        Assert.That(Predict(["a", "x", "b"], ["soon", "", "2026-01-01"]).ToArray<float>(),
            Is.EqualTo(new[] { 0, 1, float.NaN, 0, 0, float.NaN, 1, 0, 2026 }));
    }

    [Test]
    public void AnIndexOutsideOfTheVocabulary_OfAnInvertedLookup_IsTheOovToken()
    {
        using var model = new Sequential { new Input([1], DType.Int64), new StringLookup(vocabulary: ["a"], invert: true, oovToken: "?") };
        Assert.That(model.Predict((TensorData)new long[,] { { 0 }, { 1 }, { 7 }, { -1 } }).ToArray<string>(),
            Is.EqualTo(new[] { "?", "a", "?", "?" }));
    }

    private static void IsRefused(Func<AdaptiveLayer> make, TensorData[] batches, params string[] parts)
    {
        var layer = make();
        IEnumerable<AdaptBatch> Data() => batches.Select(batch => new AdaptBatch(batch, Labels(layer, batch)));
        Says(() => layer.Adapt(Data()));
        Assert.That((layer.IsAdapted, layer.State), Is.EqualTo((false, (AdaptState?)null)));
        // An adapted layer keeps its state.
        TensorData known = layer.Name == "years" ? new long[,] { { 1 }, { 2 } } : new[,] { { "a" }, { "b" } }!;
        layer.Adapt([new AdaptBatch(known, Labels(layer, known))]);
        var (state, before) = (layer.State, layer.Predict(known));
        Assert.That(() => layer.Adapt(Data()), Throws.InstanceOf<ArgumentException>());
        // Empty batches are not an error in Update.
        if (batches.Any(batch => batch.Length > 0)) Assert.That(() => layer.Update(Data()), Throws.InstanceOf<ArgumentException>());
        Assert.That(layer.State, Is.SameAs(state));
        Assert.That(Mismatch.OfBits("output", layer.Predict(known), before), Is.Empty);

        void Says(Action adapt)
        {
            var error = Assert.Catch<ArgumentException>(adapt);
            foreach (var part in parts.Prepend(layer.Name)) Assert.That(error!.Message, Does.Contain(part));
        }
    }

    private static void IsRefused(AdaptiveLayer layer, Column column, params string[] parts) => IsRefused(layer, Table.Of(column), parts);

    private static void IsRefused(AdaptiveLayer layer, Table rows, params string[] parts)
    {
        using var space = new FeatureSpace { { "city", layer } };
        var error = Assert.Catch<ArgumentException>(() => space.Adapt(rows));
        foreach (var part in parts) Assert.That(error!.Message, Does.Contain(part));
        Assert.That(layer.IsAdapted, Is.False);
    }

    private static TensorData? Labels(AdaptiveLayer layer, TensorData rows) =>
        layer.NeedsLabels ? SampleData.Of(rows.Shape.Rank == 0 ? [1] : [rows.Shape[0]], DType.Float32, seed: 2) : null;

    private static TestCaseData Case(string name, Func<AdaptiveLayer> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
