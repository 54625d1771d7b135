namespace Layers.Tests;

/// <summary>Categories of columns beyond scikit-learn's cases: orders, types, names, files, what is refused.</summary>
public sealed class CategoricalEncodingTests
{
    // One million and one is beyond the first plane: UTF-16 puts it before the private letter, UTF-8 behind.
    private const string Private = "\uE000", Beyond = "\U0001F600";

    [Test]
    public void Texts_AreInTheOrderOfTheirBytes_Integers_InThatOfTheirSize()
    {
        var encoding = new OrdinalEncoding();
        encoding.Adapt(TensorData.Of(["b", Beyond, "B", Private, "", "ä", "a", "z"], [8, 1]));
        Assert.That(encoding.Categories![0], Is.EqualTo(new[] { "", "B", "a", "b", "z", "ä", Private, Beyond }));
        var numbers = new OrdinalEncoding();
        numbers.Adapt(TensorData.Of([10L, 9, -3, 10, 100], [5, 1]));
        Assert.That(numbers.Categories![0], Is.EqualTo(new[] { "-3", "9", "10", "100" }));
        using var model = new Sequential { new Input([1], DType.Int64), numbers };
        Assert.That(model.Predict(TensorData.Of([100L, -3], [2, 1])).ToArray<float>(), Is.EqualTo(new float[] { 3, 0 }));
    }

    [Test]
    public void LookAlikes_AreDifferent_AndHalfASurrogatePair_IsU_FFFD()
    {
        string[] texts = ["e\u0301", "\u00E9", "a\nb", "a\0", "\uD800", "A"];
        var encoding = new OrdinalEncoding(UnknownCategory.Ignore);
        encoding.Adapt(TensorData.Of(texts, [6, 1]));
        using var model = new Sequential { new Input([1], DType.String), encoding };
        var y = model.Predict(TensorData.Of([.. texts, "\uFFFD", "\uDFFF", "a"], [9, 1])).ToArray<float>();
        Assert.That(y[..6], Is.Unique.And.All.GreaterThanOrEqualTo(0));
        Assert.That((y[6], y[7], y[8]), Is.EqualTo((y[4], y[4], -1f)));
    }

    [TestCase(DroppedCategory.None, new[] { "Sex=female", "Sex=male", "Island=(rare)" })]
    public void Names_SayColumnAndCategory(DroppedCategory drop, string[] some)
    {
        var encoding = Islands(drop);
        Assert.That(encoding.ColumnNames(["Island", "Sex"]), Is.EqualTo(new[] { "Island=Biscoe", "Island=Dream", "Island=(rare)", "Sex=female", "Sex=male" }).And.SupersetOf(some));
        Assert.That(() => encoding.ColumnNames(["Island"]), Throws.TypeOf<LayerException>().With.Message.Contains("2 features"));
    }

    [TestCase(DroppedCategory.First, new[] { "I=Dream", "I=(rare)", "S=male" }, new[] { 0f, 1, 1, 0, 0, 0 })]
    [TestCase(DroppedCategory.IfBinary, new[] { "I=Biscoe", "I=Dream", "I=(rare)", "S=male" }, new[] { 0f, 0, 1, 1, 1, 0, 0, 0 })]
    public void ADroppedCategory_HasNoColumn(DroppedCategory drop, string[] names, float[] expected)
    {
        var encoding = Islands(drop);
        Assert.That(encoding.ColumnNames(["I", "S"]), Is.EqualTo(names));
        using var model = new Sequential { new Input([2], DType.String), encoding };
        Assert.That(model.Predict(TensorData.Of(["Torgersen", "male", "Biscoe", "female"], [2, 2])).ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void AsManyCategoriesAsThereMayBe_AllStay()
    {
        var encoding = new OneHotEncoding(maxCategories: 3);
        encoding.Adapt(TensorData.Of(["a", "b", "c", "c"], [4, 1]));
        Assert.That(encoding.RareCategories![0], Is.Empty);
        encoding = new OneHotEncoding(maxCategories: 2);
        encoding.Adapt(TensorData.Of(["a", "b", "c", "c"], [4, 1]));
        Assert.That((encoding.Categories![0], encoding.RareCategories![0]), Is.EqualTo((new[] { "c" }, new[] { "a", "b" })));
        encoding = new OneHotEncoding(maxCategories: 1);
        encoding.Adapt(TensorData.Of(["a", "b", "c", "c"], [4, 1]));
        Assert.That((encoding.Categories![0], encoding.RareCategories![0]), Is.EqualTo((Array.Empty<string>(), new[] { "a", "b", "c" })));
    }

    [Test]
    public void AnUnknownValue_IsAnError_WithItsRow_OrNothing()
    {
        var encoding = new OneHotEncoding();
        encoding.Adapt(TensorData.Of(["a", "x", "b", "y"], [2, 2]));
        using var model = new Sequential { new Input([2], DType.String), encoding };
        var rows = TensorData.Of(["a", "x", "b", "a"], [2, 2]);
        Assert.That(() => model.Predict(rows), Throws.TypeOf<LayerException>().With.Message.Contains("row 1, position 1").And.Message.Contains("'a' is no category"));
        model.ChecksValues = false;
        Assert.That(model.Predict(rows).ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 1, 0, 0, 1, 0, 0 }));
        var ordinal = new OrdinalEncoding(UnknownCategory.Rare, double.NaN, minFrequency: 2);
        ordinal.Adapt(TensorData.Of(["a", "x", "a", "x", "b", "x"], [3, 2]));
        using var other = new Sequential { new Input([2], DType.String), ordinal };
        Assert.That(other.Predict(TensorData.Of(["q", "q", "b", "x"], [2, 2])).ToArray<float>(), Is.EqualTo(new[] { 1, float.NaN, 1, 0 }));
    }

    private static IEnumerable<TestCaseData> Saved =>
    [
        new TestCaseData(() => (AdaptiveLayer)new OneHotEncoding(UnknownCategory.Rare, DroppedCategory.IfBinary, 0.2, 3, dtype: DTypePolicy.Float64)).SetArgDisplayNames("one-hot"),
        new TestCaseData(() => (AdaptiveLayer)new OrdinalEncoding(UnknownCategory.Ignore, double.NaN, 2)).SetArgDisplayNames("ordinal"),
        new TestCaseData(() => (AdaptiveLayer)new TextImputation(missing: "?")).SetArgDisplayNames("imputation"),
    ];

    [TestCaseSource(nameof(Saved))]
    public void ItComesBackFromFiles_AndIsTheSameInPlainOnnxRuntime(object make)
    {
        using var folder = new TempFolder();
        var layer = ((Func<AdaptiveLayer>)make)();
        string[] words = ["a", "b", "", "?", "c\nd", "\u2028", Beyond, "0"];
        layer.Adapt(TensorData.Of([.. Enumerable.Range(0, 60).Select(i => words[i * i % 7])], [30, 2]));
        var text = KerasJson.Write(LayerJson.WriteOwn(layer));
        var read = LayerJson.Read(KerasJson.Parse(text));
        read.BuildFor(["batch", 2]);
        Assert.That(KerasJson.Write(LayerJson.WriteOwn(read)), Is.EqualTo(text));
        using var model = new Sequential { new Input([2], DType.String), layer };
        var rows = TensorData.Of([.. words, "zz", "?"], [5, 2]);
        var y = model.Predict(rows);
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Same(again.Predict(rows), y), "loaded");
        Assert.That(((AdaptiveLayer)again.Layers[0]).Report!.ToString(), Is.EqualTo(layer.Report!.ToString()));
        model.ExportOnnx(folder.At("model.onnx"));
        Assert.That(Same(PlainOnnx.Run(folder.At("model.onnx"), rows), y), "exported");
        Assert.That(model.ToGraph().Verify(), Is.Empty);

        static bool Same(TensorData a, TensorData b) => a.Type != DType.String ? Mismatch.IsBitwiseEqual(a, b) : b.Type == DType.String && a.ToArray<string>().SequenceEqual(b.ToArray<string>());
    }

    [Test]
    public void LearnedInParts_ItIsAsLearnedAtOnce()
    {
        string[] words = ["x", "y", "z", "x", "y", "x"];
        OneHotEncoding Make() => new(minFrequency: 2);
        var (whole, parts, merged) = (Make(), Make(), Make());
        whole.Adapt(TensorData.Of(words, [6, 1]));
        parts.Adapt([TensorData.Of(words[..2], [2, 1]), TensorData.Of(words[2..], [4, 1])]);
        merged.Adapt(AdaptState.Merge([Make().Observe(TensorData.Of(words[..4], [4, 1])), Make().Observe(TensorData.Of(words[4..], [2, 1]))]));
        foreach (var other in new[] { parts, merged }) Assert.That((other.Categories, other.RareCategories), Is.EqualTo((whole.Categories, whole.RareCategories)));
    }

    [Test]
    public void OtherCategories_ThanTheModelWasBuiltFor_AreRefused_AndTheLayerStays()
    {
        var encoding = new OneHotEncoding();
        encoding.Adapt(TensorData.Of(["a", "b"], [2, 1]));
        using var model = new Sequential { new Input([1], DType.String), encoding, new Dense(1) };
        Assert.That(() => encoding.Adapt(TensorData.Of(["a", "b", "c"], [3, 1])), Throws.TypeOf<LayerException>().With.Message.Contains("2 categories a column"));
        Assert.That(encoding.Categories![0], Is.EqualTo(new[] { "a", "b" }));
        encoding.Adapt(TensorData.Of(["c", "d"], [2, 1]));
        Assert.That(encoding.Categories![0], Is.EqualTo(new[] { "c", "d" }));
    }

    [Test]
    public void WhatDoesNotFit_IsRefused()
    {
        var texts = new OneHotEncoding();
        texts.Adapt(TensorData.Of(["a", "b"], [1, 2]));
        Assert.Multiple(() =>
        {
            Assert.That(() => new OneHotEncoding(minFrequency: 1.5), Throws.TypeOf<LayerException>().With.Message.Contains("minFrequency"));
            Assert.That(() => new OneHotEncoding(maxCategories: 0), Throws.TypeOf<LayerException>().With.Message.Contains("maxCategories"));
            Assert.That(() => new OrdinalEncoding(unknownValue: 3), Throws.TypeOf<LayerException>().With.Message.Contains("unknownValue"));
            Assert.That(() => new OneHotEncoding().Apply(Ops.Input("x", ["batch", 2], DType.String)), Throws.TypeOf<LayerException>().With.Message.Contains("Call Adapt"));
            Assert.That(() => texts.Apply(Ops.Input("x", ["batch", 3], DType.String)), Throws.TypeOf<LayerException>().With.Message.Contains("2"));
            Assert.That(() => texts.Apply(Ops.Input("x", ["batch", 2], DType.Int64)), Throws.TypeOf<LayerException>().With.Message.Contains("has learned texts"));
            Assert.That(() => new OneHotEncoding().Adapt(TensorData.Of(["a", null!], [2, 1])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("null"));
            Assert.That(() => new TextImputation(fillValue: "x"), Throws.TypeOf<LayerException>().With.Message.Contains("fillValue"));
            Assert.That(() => new TextImputation(TextImputationStrategy.Constant, "", ""), Throws.TypeOf<LayerException>().With.Message.Contains("fillValue"));
            Assert.That(() => new TextImputation().Adapt(TensorData.Of(["a", "", "b", ""], [2, 2])), Throws.TypeOf<LayerException>().With.Message.Contains("column 1 is missing"));
            Assert.That(() => new TextImputation().Apply(Ops.Input("x", ["batch", 2])), Throws.TypeOf<LayerException>());
        });
    }

    [Test]
    public void MissingTexts_AreFilledIn_AndSaid()
    {
        var imputation = new TextImputation(missing: "n/a");
        // "b" and "é" are as frequent; the bytes of "b" come first.
        imputation.Adapt(TensorData.Of(["é", "x", "b", "n/a", "n/a", "x", "n/a", "y", "n/a", "y"], [5, 2]));
        Assert.That(imputation.FillValues, Is.EqualTo(new[] { "b", "x" }));
        using var model = new Sequential { new Input([2], DType.String), imputation };
        Assert.That(model.Predict(TensorData.Of(["n/a", "", "q", "n/a"], [2, 2])).ToArray<string>(), Is.EqualTo(new[] { "b", "", "q", "x" }));
        using var said = new Sequential { new Input([2], DType.String), new TextMissingIndicator("n/a") };
        Assert.That(said.Predict(TensorData.Of(["n/a", "", "q", "n/a"], [2, 2])).ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 0, 1 }));
        using var constant = new Sequential { new Input([1], DType.String), new TextImputation(TextImputationStrategy.Constant) };
        Assert.That(constant.Predict(TensorData.Of(["", "q"], [2, 1])).ToArray<string>(), Is.EqualTo(new[] { "missing_value", "q" }));
    }

    private static OneHotEncoding Islands(DroppedCategory drop)
    {
        var encoding = new OneHotEncoding(UnknownCategory.Rare, drop, minFrequency: 2);
        encoding.Adapt(TensorData.Of(["Biscoe", "male", "Biscoe", "female", "Dream", "male", "Torgersen", "female", "Dream", "male"], [5, 2]));
        return encoding;
    }
}
