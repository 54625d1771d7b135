namespace Layers.Tests;

/// <summary>Lookups beyond Keras's cases: refusals, words that files lose, engines, states.</summary>
public sealed class LookupTests
{
    private static readonly string[] s_odd = ["", "a", "A", "a\u0301", "\u00E1", "x\ny", "x\0y", "\uFFFD", "\uD83D\uDE00", "\u2028", " a",
        "a "];

    [Test]
    public void IntegerLookup_KeepsTheContract() => LayerContract.Check(
        policy =>
        new IntegerLookup(dtype: policy), input: ["batch", 3], output: ["batch", 3], inputType: DType.Int64, outputType: DType.Int64,
        hasGradient: false);

    [Test]
    public void IntegerLookup_OfCounts_KeepsTheContract() => LayerContract.Check(
        policy =>
        new IntegerLookup(vocabulary: [0, 1, 2], outputMode: OutputMode.Count, dtype: policy), input: ["batch", 3], output: ["batch", 4],
        inputType: DType.Int64, hasGradient: false);

    [Test]
    public void StringLookup_KeepsWhatTheContractAsks_OfTexts()
    {
        var lookup = new StringLookup(outputMode: OutputMode.MultiHot, numOovIndices: 1);
        Assert.That(LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(new StringLookup(maskToken: "m", vocabulary: ["a"],
            salt: null, name: "s"))))), Is.TypeOf<StringLookup>().With.Property("MaskToken").EqualTo("m"));
        lookup.Adapt(s_odd[1..]!);
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([3], DType.String, "words"), lookup, new Dense(2) };
        Assert.That(model.ToGraph().Verify(), Is.Empty);
        var x = (TensorData)new[,] { { "a", "q", "A" }, { "x\0y", "\uD83D\uDE00", "a" } }!;
        var expected = model.Predict(x);
        Assert.Throws<LayerException>(() => model.Save(folder.At("m.keras")));
        model.Save(folder.At("m.keras"), new SaveOptions { AcceptLostWords = true });
        model.ExportOnnx(folder.At("m.onnx"));
        using var again = Model.Load(folder.At("m.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("output", again.Predict(x), expected), Is.Empty);
        Assert.That(Mismatch.Of("output", PlainOnnx.Run(folder.At("m.onnx"), x), expected), Is.Empty);
    }

    [TestCase(OutputMode.OneHot)]
    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    [TestCase(OutputMode.TfIdf)]
    public void Modes_GiveTheSame_InBothEngines(OutputMode mode)
    {
        var lookup = new IntegerLookup(outputMode: mode, numOovIndices: 3);
        lookup.Adapt(new long[,] { { 5, 5, -7 }, { 2, 5, 9 } });
        using var model = new Sequential { new Input([3], DType.Int64), lookup };
        var x = (TensorData)new long[,] { { 5, -1, 2 }, { 5, 5, long.MinValue } }!;
        model.Engine = PredictEngine.OnnxRuntime;
        var expected = model.Predict(x);
        model.Engine = PredictEngine.Rows;
        Assert.That(Mismatch.Of("output", model.Predict(x), expected), Is.Empty);
        Assert.That(expected.ToArray<float>().Sum(), Is.GreaterThan(0));
    }

    [Test]
    public void AFailedAdapt_LeavesTheLayerAsItWas()
    {
        var lookup = new StringLookup();
        lookup.Adapt(new[] { "a", "b", "a" }!);
        var (words, state) = (lookup.Vocabulary, lookup.State);
        Assert.Multiple(() =>
        {
            Assert.That(() => lookup.Adapt([new[] { "c", "d" }!, new[] { "e", null! }!]),
                Throws.ArgumentException.With.Message.Contains("Row 1 of this batch").And.Message.Contains("2 rows came before"));
            Assert.That(() => lookup.Adapt(new[] { "[UNK]", "[UNK]" }!),
                Throws.TypeOf<LayerException>().With.Message.Contains("mask or the OOV token"));
            Assert.That(() => lookup.Adapt(new long[] { 1 }), Throws.ArgumentException.With.Message.Contains("a lookup of integers"));
            Assert.That(lookup.Vocabulary, Is.EqualTo(words));
            Assert.That(lookup.State, Is.SameAs(state));
        });
    }

    [Test]
    public void ALimit_StopsTheCount()
    {
        var lookup = new IntegerLookup { DistinctLimit = 3 };
        Assert.That(() => lookup.Adapt(new long[] { 1, 2, 3, 4 }),
            Throws.ArgumentException.With.Message.Contains("more than 3 distinct").And.Message.Contains("distinctLimit"));
        Assert.That(lookup.IsAdapted, Is.False);
    }

    [Test]
    public void Update_Continues_AndParts_Merge()
    {
        var (whole, parts, updated) = (new StringLookup(), new StringLookup(), new StringLookup());
        whole.Adapt(new[] { "a", "b", "b", "c", "c", "c" }!);
        parts.Adapt(AdaptState.Merge([parts.Observe(new[] { "c", "c", "b" }!), parts.Observe(new[] { "a", "b", "c" }!)]));
        updated.Adapt(new[] { "a", "b" }!);
        updated.Update(new[] { "b", "c", "c", "c" }!);
        Assert.That(parts.Vocabulary, Is.EqualTo(whole.Vocabulary));
        Assert.That(updated.Vocabulary, Is.EqualTo(whole.Vocabulary));
    }

    [Test]
    public void WordsOfOneAxis_AreThoseOfAColumn()
    {
        var lookup = new StringLookup(outputMode: OutputMode.OneHot);
        lookup.Adapt(new[] { "b", "b", "a" }!);
        using var model = new Sequential { new Input([1], DType.String), lookup };
        Assert.That(model.Predict((TensorData)new[,] { { "b" }, { "q" } }!).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 0, 1, 0, 0 }));
        Assert.That(model.Check(new[,] { { "b" }, { "b" }, { "a" } }!).Verdict, Is.EqualTo(SkewVerdict.Alike));
        lookup.Adapt(new[] { "x", "y" }!);
        Assert.That(lookup.Vocabulary, Is.EqualTo(new[] { "[UNK]", "y", "x" }));
    }

    [Test]
    public void ADepthThatOthersWereBuiltFor_DoesNotChange()
    {
        var lookup = new StringLookup(outputMode: OutputMode.OneHot);
        lookup.Adapt(new[] { "b", "a" }!);
        using var model = new Sequential { new Input([1], DType.String), lookup, new Dense(1) };
        Assert.That(() => lookup.Adapt(new[] { "a", "b", "c" }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("3 indices").And.Message.Contains("has 4"));
        Assert.That(lookup.Vocabulary, Is.EqualTo(new[] { "[UNK]", "b", "a" }));
    }

    [Test]
    public void ValuesWithoutAnIndex_AreNamed_WithTheFirstRows()
    {
        using var model = new Sequential { new Input([1], DType.String), new StringLookup(numOovIndices: 0, vocabulary: ["a"]) };
        Assert.That(() => model.Predict((TensorData)new[,] { { "a" }, { "b" }, { "c" } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1").And.Message.Contains("'b' is not in the vocabulary")
                .And.Message.Contains("1 more").And.Message.Contains("'c' in row 2"));
        model.ChecksValues = false;
        Assert.That(model.Predict((TensorData)new[,] { { "a" }, { "b" } }!).ToArray<long>(), Is.EqualTo(new long[] { 0, -1 }));
    }

    [TestCase(7.9)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void AFraction_IsRefused_AndCutWhereChecksAreOff(double number)
    {
        using var model = new Sequential { new Input([1], DType.Float64), new IntegerLookup(vocabulary: [7]) };
        Assert.That(() => model.Predict((TensorData)new[,] { { 7.0 }, { number } }!),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1")
            .And.Message.Contains("not a whole number in the range of int64"));
        model.ChecksValues = false;
        if (number == 7.9) Assert.That(model.Predict((TensorData)new[,] { { number } }!).ToArray<long>(), Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public void ANullText_IsRefused_InBothEngines([Values] PredictEngine engine)
    {
        using var model = new Sequential { new Input([2], DType.String, "words"), new StringLookup(vocabulary: ["a"]) };
        model.Engine = engine;
        Assert.That(() => model.Predict((TensorData)new[,] { { "a", "b" }, { "a", null! } }!),
            Throws.ArgumentException.With.Message.Contains("row 1").And.Message.Contains("null"));
    }

    [TestCase("x\ny")]
    [TestCase("x\ry")]
    [TestCase("x\u2028y")]
    [TestCase("\u0085")]
    public void AWordThatTheFileLoses_IsAnError_UnlessAccepted(string word)
    {
        using var folder = new TempFolder();
        var lookup = new StringLookup();
        lookup.Adapt(new[] { "a", word, word }!);
        using var model = new Sequential { new Input([1], DType.String), lookup };
        Assert.That(() => model.Save(folder.At("m.keras")),
            Throws.TypeOf<LayerException>().With.Message.Contains("AcceptLostWords").And.Message.Contains("\\u"));
        Assert.That(File.Exists(folder.At("m.keras")), Is.False);
        model.Save(folder.At("m.keras"), new SaveOptions { AcceptLostWords = true });
        using var again = Model.Load(folder.At("m.keras"));
        Assert.That(((StringLookup)again.Layers[^1]).Vocabulary, Is.EqualTo(lookup.Vocabulary));
        Assert.That(again.Layers.OfType<StringLookup>().Single().State!.Column().Counts, Is.EqualTo(new long[] { 2, 1 }));
    }

    [Test]
    public void AVocabularySetByHand_IsRestored_AndSoAreIdfWeights()
    {
        using var folder = new TempFolder();
        var lookup = new StringLookup(maskToken: "", outputMode: OutputMode.TfIdf, maxTokens: 6, padToMaxTokens: true);
        lookup.SetVocabulary(["b", "a"], [2, 1]);
        using var model = new Sequential { new Input([2], DType.String), lookup };
        model.Save(folder.At("m.keras"));
        using var again = Model.Load(folder.At("m.keras"));
        var x = (TensorData)new[,] { { "a", "a" }, { "b", "q" } }!;
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
        Assert.That(again.Layers.OfType<StringLookup>().Single().IdfWeights, Is.EqualTo(new[] { 1.5f, 2, 1, 0, 0, 0 }));
    }

    [Test]
    public void Settings_ThatDoNotGoTogether_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new StringLookup(vocabulary: ["a", "b", "a"]),
                Throws.TypeOf<LayerException>().With.Message.Contains("'a'").And.Message.Contains("value 0")
                .And.Message.Contains("value 2"));
            Assert.That(() => new StringLookup(vocabulary: ["\uD800", "\uFFFD"]),
                Throws.TypeOf<LayerException>().With.Message.Contains("must have each value once"));
            Assert.That(() => new StringLookup(vocabulary: ["a", null!]), Throws.TypeOf<LayerException>().With.Message.Contains("Value 1"));
            Assert.That(() => new StringLookup(maxTokens: 2, numOovIndices: 3),
                Throws.TypeOf<LayerException>().With.Message.Contains("maxTokens"));
            Assert.That(() => new StringLookup(vocabulary: ["a"]).Adapt(new[] { "a" }!),
                Throws.TypeOf<LayerException>().With.Message.Contains("vocabulary in the constructor"));
            Assert.That(() => new StringLookup(outputMode: OutputMode.OneHot).Apply(Ops.Input("x", ["batch", 1], DType.String)),
                Throws.TypeOf<LayerException>().With.Message.Contains("Adapt"));
        });
    }
}
