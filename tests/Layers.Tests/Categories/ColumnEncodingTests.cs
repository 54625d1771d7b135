namespace Layers.Tests;

/// <summary>OneHotEncoding and OrdinalEncoding beyond scikit-learn's cases: the contract, names, refusals, files, states.</summary>
public sealed class ColumnEncodingTests
{
    private static readonly string[,] s_rows = { { "b", "x" }, { "a", "y" }, { "b", "x" }, { "c", "x" }, { "b", "x" }, { "a", "x" } };

    private static IEnumerable<TestCaseData> Layers =>
    [
        Case("OneHot", p => new OneHotEncoding(UnknownCategory.Ignore, dtype: p)),
        Case("OneHot.Dropped", p => new OneHotEncoding(UnknownCategory.Ignore, DroppedCategory.First, dtype: p)),
        Case("OneHot.Rare", p => new OneHotEncoding(UnknownCategory.Infrequent, DroppedCategory.First, minFrequency: 0.08, maxCategories: 4,
            dtype: p)),
        Case("OneHot.RareApart", p => new OneHotEncoding(UnknownCategory.Ignore, maxCategories: 3, dtype: p)),
        Case("OneHot.Refusing", p => new OneHotEncoding(maxCategories: 2, unknown: UnknownCategory.Infrequent, dtype: p)),
        Case("Ordinal", p => new OrdinalEncoding(UnknownCategory.Ignore, dtype: p)),
        Case("Ordinal.Rare", p => new OrdinalEncoding(UnknownCategory.Ignore, -7, minFrequency: 6, dtype: p)),
        Case("Ordinal.Joined", p => new OrdinalEncoding(UnknownCategory.Infrequent, maxCategories: 3, dtype: p)),
    ];

    [TestCaseSource(nameof(Layers))]
    public void AnEncoding_KeepsTheLayerContract(object make)
    {
        var layer = (Func<DTypePolicy?, GroupedEncoding>)make;
        foreach (var (type, columns) in new[] { (DType.String, 2), (DType.String, 1), (DType.Int64, 2), (DType.Int32, 1) })
        {
            Shape input = ["batch", columns];
            var width = Width(layer(null), input, type);
            LayerContract.Check(policy => FromFile(Adapted(layer(policy), input, type)), input, ["batch", width], inputType: type,
                hasGradient: false);
        }
    }

    [TestCase(DType.String)]
    [TestCase(DType.Int64)]
    public void OfRowsOfOneAxis_KeepsTheLayerContract(DType type)
    {
        Shape input = ["batch"];
        LayerContract.Check(policy => FromFile(Adapted(new OneHotEncoding(UnknownCategory.Ignore, dtype: policy), input, type)), input,
            ["batch", Width(new OneHotEncoding(), input, type)], inputType: type, hasGradient: false);
        LayerContract.Check(policy => FromFile(Adapted(new OrdinalEncoding(UnknownCategory.Ignore, dtype: policy), input, type)), input,
            ["batch", 1], inputType: type, hasGradient: false);
    }

    [Test]
    public void Given_KeepsTheLayerContract()
    {
        LayerContract.Check(policy => new OneHotEncoding([["red", "blue"], ["", "green,"]], UnknownCategory.Ignore, dtype: policy),
            ["batch", 2], ["batch", 4], inputType: DType.String, hasGradient: false);
        LayerContract.Check(policy => new OrdinalEncoding([[1L, 2], [5_000_000_000]], UnknownCategory.Ignore, dtype: policy), ["batch", 2],
            ["batch", 2], inputType: DType.Int64, hasGradient: false);
    }

    [Test]
    public void Places_HaveNames()
    {
        var one = new OneHotEncoding(UnknownCategory.Infrequent, minFrequency: 2);
        one.Adapt(s_rows!);
        Assert.That(one.ColumnNames(["Island", "Sex"]),
            Is.EqualTo(new[] { "Island=a", "Island=b", "Island=(infrequent)", "Sex=x", "Sex=(infrequent)" }));
        var dropped = new OneHotEncoding(drop: DroppedCategory.IfBinary);
        dropped.Adapt(s_rows!);
        Assert.That(dropped.ColumnNames(["Island", "Sex"]), Is.EqualTo(new[] { "Island=a", "Island=b", "Island=c", "Sex=y" }));
        Assert.That(new OrdinalEncoding([["a"], ["b"]]).ColumnNames(["Island", "Sex"]), Is.EqualTo(new[] { "Island", "Sex" }));
        Assert.That(() => dropped.ColumnNames(["Island"]),
            Throws.TypeOf<LayerException>().With.Message.Contains("2 columns").And.Message.Contains("Received 1"));
        var odd = new OneHotEncoding(maxCategories: 2);
        odd.Adapt(new[] { "(infrequent)", "(infrequent)", "a", "b" }!);
        Assert.That(odd.ColumnNames(["c"]), Is.EqualTo(new[] { "c=(infrequent)", "c=((infrequent))" }));
    }

    [Test]
    public void Categories_AreSortedByCodePoints_AndIntegersByValue()
    {
        // In UTF-16 order the emoji would come before U+FFFD.
        var texts = new OrdinalEncoding();
        texts.Adapt(new[] { "\U0001F600", "\uFFFD", "b", "B", "", "\u00E1", "\uD800" }!);
        Assert.That(texts.Categories![0].Texts, Is.EqualTo(new[] { "", "B", "b", "\u00E1", "\uFFFD", "\U0001F600" }));
        Assert.That(texts.Predict(new[] { "\uDC00", "\U0001F600" }!).ToArray<float>(), Is.EqualTo(new[] { 4f, 5 }));
        var integers = new OrdinalEncoding();
        integers.Adapt(new long[] { 10, -3, 9, long.MinValue });
        Assert.That(integers.Categories![0].Integers, Is.EqualTo(new[] { long.MinValue, -3, 9, 10 }));
    }

    [Test]
    public void AsManyPlacesAsCategories_AreOneTooMany()
    {
        // As in scikit-learn, the grouped categories have a place, even if the group has one category only.
        var one = new OneHotEncoding(maxCategories: 3);
        one.Adapt(new[] { "a", "b", "b", "c", "c" }!);
        Assert.That((one.InfrequentCategories![0]!.Texts, one.ColumnNames(["c"])),
            Is.EqualTo((new[] { "a" }, new[] { "c=b", "c=c", "c=(infrequent)" })));
        var all = new OneHotEncoding(maxCategories: 1);
        all.Adapt(new[] { "a", "b" }!);
        Assert.That(all.Predict(new[] { "a", "b" }!).ToArray<float>(), Is.EqualTo(new[] { 1f, 1 }));
    }

    [Test]
    public void AnUnknownCategory_IsRefused_WithItsRow_WhileChecksAreOn()
    {
        var layer = new OneHotEncoding();
        layer.Adapt(s_rows!);
        using var model = new Sequential { new Input([2], DType.String), layer };
        Assert.That(() => model.Predict((TensorData)new[,] { { "a", "x" }, { "a", "q" } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1").And.Message.Contains("'q'")
            .And.Message.Contains("was not learned"));
        model.ChecksValues = false;
        Assert.That(model.Predict((TensorData)new[,] { { "a", "q" } }!).ToArray<float>(), Is.EqualTo(new[] { 1f, 0, 0, 0, 0 }));
        using var numbers = new Sequential { new Input([1]), new OrdinalEncoding([[7L, 8]], UnknownCategory.Ignore) };
        Assert.That(() => numbers.Predict((TensorData)new[,] { { 7.5f } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("7.5 is not a whole number"));
        // A whole number that is too large for a category.
        Assert.That(() => numbers.Predict((TensorData)new[,] { { 7f }, { float.PositiveInfinity } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1")
            .And.Message.Contains("not a whole number in the range of int64"));
        Assert.That(() => numbers.Predict((TensorData)new[,] { { 1e30f } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("not a whole number in the range of int64"));
    }

    [Test]
    public void InvalidArguments_AreRefused()
    {
        var texts = new OneHotEncoding([["a"], ["b"]]);
        Assert.Multiple(() =>
        {
            Assert.That(() => new OneHotEncoding([["a"], ["b", "c", "b"]]),
                Throws.TypeOf<LayerException>().With.Message.Contains("'b' is both category 0 and 2 of column 1"));
            Assert.That(() => new OneHotEncoding([["a"], []]), Throws.TypeOf<LayerException>().With.Message.Contains("none for column 1"));
            Assert.That(() => new OneHotEncoding([["a", null!]]),
                Throws.TypeOf<LayerException>().With.Message.Contains("Category 1 of column 0"));
            Assert.That(() => new OneHotEncoding(Array.Empty<string[]>()),
                Throws.TypeOf<LayerException>().With.Message.Contains("no list"));
            Assert.That(() => new OneHotEncoding([["a"], ["b"]], drop: DroppedCategory.First),
                Throws.TypeOf<LayerException>().With.Message.Contains("no output column"));
            Assert.That(() => new OneHotEncoding(minFrequency: 0), Throws.TypeOf<LayerException>().With.Message.Contains("minFrequency"));
            Assert.That(() => new OneHotEncoding(maxCategories: 0), Throws.TypeOf<LayerException>().With.Message.Contains("maxCategories"));
            Assert.That(() => new OrdinalEncoding([["a", "b"]], unknownValue: 1),
                Throws.TypeOf<LayerException>().With.Message.Contains("indices 0 to 1"));
            Assert.That(() => texts.Adapt(s_rows!),
                Throws.TypeOf<LayerException>().With.Message.Contains("received its categories in the constructor"));
            Assert.That(() => texts.Predict((TensorData)new[,] { { "a", "b", "c" } }!),
                Throws.TypeOf<LayerException>().With.Message.Contains("Received 3"));
            Assert.That(() => texts.Predict((TensorData)new long[,] { { 1, 2 } }!),
                Throws.TypeOf<LayerException>().With.Message.Contains("texts as categories"));
            Assert.That(() => new OneHotEncoding().Apply(Ops.Input("x", ["batch", 2], DType.String)),
                Throws.TypeOf<LayerException>().With.Message.Contains("Call Adapt on the layer"));
            Assert.That(() => new OneHotEncoding().Adapt(new[] { "a", null! }!), Throws.ArgumentException.With.Message.Contains("Row 1"));
            Assert.That(() => texts.Apply(Ops.Input("x", ["batch", "n"], DType.String)),
                Throws.TypeOf<LayerException>().With.Message.Contains("the number of columns must be known"));
        });
    }

    [Test]
    public void AFailedAdapt_AndOtherPlaces_LeaveTheLayerAsItWas()
    {
        var layer = new OneHotEncoding();
        layer.Adapt(s_rows!);
        using var model = new Sequential { new Input([2], DType.String), layer, new Dense(1) };
        var (state, before) = (layer.State, layer.Predict(s_rows!));
        Assert.That(() => layer.Adapt(new[,] { { "a", "x" } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("5 output columns").And.Message.Contains("has 2"));
        Assert.That(layer.State, Is.SameAs(state));
        Assert.That(Mismatch.OfBits("output", layer.Predict(s_rows!), before), Is.Empty);
    }

    [Test]
    public void States_Merge_AndRowsAreCompared()
    {
        var (whole, parts) = (new OneHotEncoding(minFrequency: 2), new OneHotEncoding(minFrequency: 2));
        whole.Adapt(s_rows!);
        parts.Adapt(AdaptState.Merge([parts.Observe(new[,] { { "b", "x" }, { "a", "y" } }!),
            parts.Observe(new[,] { { "b", "x" }, { "c", "x" }, { "b", "x" }, { "a", "x" } }!)]));
        Assert.That(parts.ColumnNames(["a", "b"]), Is.EqualTo(whole.ColumnNames(["a", "b"])));
        using var model = new Sequential { new Input([2], DType.String), whole };
        Assert.That(model.Check(s_rows!).Verdict, Is.EqualTo(SkewVerdict.Alike));
        Assert.That(() => whole.Adapt(new StringLookup().Observe(s_rows!)),
            Throws.TypeOf<LayerException>().With.Message.Contains("each column separately"));
    }

    [Test]
    public void LayersOfTexts_ThatLookNothingUp_AskForTexts()
    {
        Assert.Multiple(() =>
        {
            foreach (var layer in new Layer[] { new TextImputation(TextImputationStrategy.Constant), new TextMissingIndicator() })
                Assert.That(() => new Sequential { new Input([1]), layer },
                    Throws.TypeOf<LayerException>().With.Message.Contains("reads texts").And.Message.Contains("DType.String"), layer.Name);
        });
    }

    [Test]
    public void TokensOfTexts_AreNoCategories()
    {
        var tokens = new TextVectorization().Observe(new[] { "a b", "b c" }!);
        Assert.Multiple(() =>
        {
            foreach (var layer in new AdaptiveLayer[] { new OneHotEncoding(), new OrdinalEncoding(), new FrequencyEncoding(),
                new TextImputation() })
                Assert.That(() => layer.Adapt(tokens),
                    Throws.TypeOf<LayerException>().With.Message.Contains("each column separately").And.Message.Contains("tokens of texts"),
                    layer.Name);
        });
    }

    [Test]
    public void AFile_HasStockLayers_ThatGiveTheSame_AndBringsTheClassBack([Values(1, 2)] int columns,
        [Values(DType.String, DType.Int64)] DType type)
    {
        Shape input = ["batch", columns];
        var rows = SampleData.Of([40, columns], type, seed: 9);
        string[] names = columns == 1 ? ["a"] : ["a", "b"];
        foreach (var make in Layers.Select(one => (Func<DTypePolicy?, GroupedEncoding>)one.Arguments[0]!))
        {
            using var folder = new TempFolder();
            var layer = Adapted(make(null), input, type);
            using var model = new Sequential { new Input([columns], type), layer };
            model.Save(folder.At("model.keras"));
            using var own = Model.Load(folder.At("model.keras"));
            var again = (GroupedEncoding)own.Layers[0];
            Assert.That(again.ColumnNames(names), Is.EqualTo(layer.ColumnNames(names)));
            Assert.That(again.State!.Rows, Is.EqualTo(64));
            var stock = StockForms.Of(layer);
            Assert.That(stock, Is.TypeOf<Functional>());
            Assert.That(Mismatch.Of("stock", stock.Predict(rows), model.Predict(rows)), Is.Empty);
        }
    }

    [Test]
    public void TheRowEngine_RunsThem([Values(1, 3)] int columns, [Values(DType.String, DType.Int64)] DType type)
    {
        var rows = SampleData.Of([9, columns], type, seed: 9);
        AdaptiveLayer[] layers = [.. Layers.Select(one => Adapted(((Func<DTypePolicy?, GroupedEncoding>)one.Arguments[0]!)(null),
            ["batch", columns], type)), new FrequencyEncoding(), new TargetEncoding()];
        foreach (var layer in layers)
        {
            if (!layer.IsAdapted)
                layer.Adapt(SampleData.Of([64, columns], type, seed: 1),
                    labels: layer.NeedsLabels ? SampleData.Of([64], DType.Float64, seed: 2) : null);
            using var model = new Sequential { new Input([columns], type), layer, new Dense(2) };
            model.Engine = PredictEngine.Rows;
            var fast = model.Predict(rows);
            model.Engine = PredictEngine.OnnxRuntime;
            Assert.That(Mismatch.Of($"{layer}", fast, model.Predict(rows)), Is.Empty);
        }
    }

    [Test]
    public void CategoriesThatKerasMeansOtherThingsBy_StayCategories_InFiles()
    {
        var texts = new OrdinalEncoding([["[UNK]", "", "a", "[[UNK]]"]], UnknownCategory.Ignore);
        string[,] words = { { "a" }, { "[UNK]" }, { "q" }, { "" }, { "[[UNK]]" } };
        Assert.That(Stock(texts, DType.String).Predict(words!).ToArray<float>(), Is.EqualTo(new[] { 2f, 0, -1, 1, 3 }));
        var integers = new OrdinalEncoding([[-1L, 5_000_000_000, 0, -2]], UnknownCategory.Ignore);
        Assert.That(Stock(integers, DType.Int64).Predict(new long[,] { { 0 }, { -1 }, { 7 }, { 5_000_000_000 }, { -2 } }).ToArray<float>(),
            Is.EqualTo(new[] { 2f, 0, -1, 1, 3 }));

        static Layer Stock(Layer layer, DType type)
        {
            layer.Apply(Ops.Input("x", ["batch", 1], type));
            return StockForms.Of(layer);
        }
    }

    private static GroupedEncoding Adapted(GroupedEncoding layer, Shape input, DType type)
    {
        var data = SampleData.Of(input.With(0, 64), type, seed: 1);
        layer.Adapt(type.IsFloat() ? Casting.Cast(Casting.Cast(data, DType.Int64), type) : data);
        return layer;
    }

    // The layer is not built, so that the contract can build it: the output's width depends on the state.
    private static Layer FromFile(Layer layer) => LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));

    private static long Width(GroupedEncoding layer, Shape input, DType type) =>
        Adapted(layer, input, type).Apply(Ops.Input("x", input, type)).Shape[1].Size;

    private static TestCaseData Case(string name, Func<DTypePolicy?, GroupedEncoding> make) =>
        new TestCaseData(make).SetArgDisplayNames(name);
}
