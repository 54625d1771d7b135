using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>TextVectorization beyond Keras's cases: any text, parts of many texts, models, and refused arguments.</summary>
public sealed class TextVectorizationTests
{
    [TestCase(TextStandardization.None, TextSplit.None, new[] { "blue", "red" })]
    [TestCase(TextStandardization.LowerAndStripPunctuation, TextSplit.Whitespace, null)]
    [TestCase(TextStandardization.None, TextSplit.Character, null)]
    [TestCase(TextStandardization.Lower, TextSplit.None, null)]
    public void TokensAreCategoriesOfAColumn_WhereTheyAreWholeTexts(TextStandardization standardize, TextSplit split, string[]? categories)
    {
        var note = new Input([1], DType.String, name: "note") { Column = "note" };
        var layer = new TextVectorization(standardize: standardize, split: split, outputMode: OutputMode.MultiHot,
            vocabulary: ["blue", "red"]);
        using var model = new Functional([note], [layer.Apply(note)]);
        Assert.That(model.Signature.Inputs.Single().Categories, Is.EqualTo(categories));
    }

    [TestCase(OutputMode.Int, null)]
    [TestCase(OutputMode.Int, 4)]
    public void Indices_KeepTheLayerContract(OutputMode mode, int? length) => LayerContract.Check(
        policy =>
        new TextVectorization(outputMode: mode, outputSequenceLength: length, vocabulary: ["red", "blue"], name: "words", dtype: policy),
        input: ["batch", 1], output: ["batch", length is { } known ? known : LengthOf(["batch", 1])], inputType: DType.String,
            outputType: DType.Int64, hasGradient: false, exports: false);

    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    [TestCase(OutputMode.TfIdf)]
    public void Counts_KeepTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy =>
        new TextVectorization(outputMode: mode, ngrams: [1, 2], vocabulary: ["red", "blue red"],
        idfWeights: mode == OutputMode.TfIdf ? [1, 0.25] : null, dtype: policy),
        input: ["batch", 1], output: ["batch", 3], inputType: DType.String, hasGradient: false, exports: false);

    [TestCase(OutputMode.Int)]
    [TestCase(OutputMode.OneHot)]
    [TestCase(OutputMode.Count)]
    public void TextsAsTheyAre_KeepTheLayerContract_AndAreExported(OutputMode mode) => LayerContract.Check(
        policy =>
        new TextVectorization(standardize: TextStandardization.None, split: TextSplit.None, outputMode: mode,
        outputSequenceLength: mode == OutputMode.Int ? 5 : null, vocabulary: ["blue", "red Red!"], dtype: policy),
        input: ["batch", 3], output: mode == OutputMode.Int ? ["batch", 5] : mode == OutputMode.OneHot ? ["batch", 3, 3] : ["batch", 3],
        inputType: DType.String, outputType: mode == OutputMode.Int ? DType.Int64 : DType.Float32, hasGradient: false);

    [Test]
    public void ALearnedLayer_IsRestoredFromItsFile_WithWhatItCounted()
    {
        using var folder = new TempFolder();
        var texts = new TextVectorization(maxTokens: 4, ngrams: [2, 1], outputMode: OutputMode.TfIdf);
        texts.Adapt(new[] { "a b", "b a", "b, b!" }!);
        using var model = new Sequential { new Input([1], DType.String), texts, new Dense(2) };
        model.Save(folder.At("m.keras"));
        using var again = Model.Load(folder.At("m.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        var own = again.Layers.OfType<TextVectorization>().Single();
        Assert.That(own.Vocabulary, Is.EqualTo(new[] { "[UNK]", "b", "a", "b b" }));
        Assert.That(own.IdfWeights, Is.EqualTo(texts.IdfWeights));
        Assert.That(own.State!.ToString(), Is.EqualTo(texts.State!.ToString()));
        Assert.That(again.Predict((TensorData)new[,] { { "b q a" } }!).ToArray<float>(),
            Is.EqualTo(model.Predict((TensorData)new[,] { { "b q a" } }!).ToArray<float>()));
        own.Update(new[] { "a b" }!);
        Assert.That(own.State!.Rows, Is.EqualTo(4));
    }

    [Test]
    public void AnyText_HasTheIndicesOfAPlainReading([Values] TextStandardization standardize,
        [Values(TextSplit.Whitespace, TextSplit.Character)] TextSplit split)
    {
        string[] vocabulary = ["a", "b", "ab", "a b", "\uFFFD", "\uD83D\uDE00", "\u00E1", "\0", " a"];
        var layer = new TextVectorization(standardize: standardize, split: split, ngrams: [1, 2], vocabulary: vocabulary);
        using var model = new Sequential { new Input([1], DType.String), layer };
        // The row engine requires known sizes.
        using var cut = new Sequential { new Input([1], DType.String),
            new TextVectorization(standardize: standardize, split: split, ngrams: [1, 2], vocabulary: vocabulary,
            outputSequenceLength: 5) };
        Prop.ForAll(AnyTexts.Some.ToArbitrary(), texts =>
        {
            var expected = PlainTokens.Indices(texts, standardize, split, [1, 2], vocabulary);
            Assert.That(Rows(layer.Predict(texts)), Is.EqualTo(expected));
            Assert.That(Rows(model.Predict(AnyTexts.Column(texts))), Is.EqualTo(expected), "as a column, the second call");
            EveryEngine.Give(cut, AnyTexts.Column(texts), expected.SelectMany(row => row.Concat(new long[5]).Take(5)).ToArray());
            EveryEngine.RefuseNull(cut, texts, texts.Length / 2);
            for (var row = 0; row < texts.Length; row++)
                Assert.That(Rows(layer.Predict(new[] { texts[row] }!))[0],
                    Is.EqualTo(expected[row].Take(PlainTokens.Count(texts[row], standardize, split, [1, 2]))), "alone");
        }).Hold();
    }

    [Test]
    public void AnyText_AsItIs_HasItsIndex_AndIsExported()
    {
        string[] vocabulary = ["a", "A", " a", "x", "x\0y", "\uFFFD", "\uD83D\uDE00", "\u00E1", "\0", "x\ny", "[UNK] "];
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([1], DType.String),
            new TextVectorization(standardize: TextStandardization.None, split: TextSplit.None, vocabulary: vocabulary) };
        model.ExportOnnx(folder.At("texts.onnx"));
        Prop.ForAll(AnyTexts.Some.ToArbitrary(), texts =>
        {
            // An empty text is padding.
            long[] expected = [.. texts.Select(AnyTexts.Formed)
                .Select(text => text.Length == 0
                ? 0L : Array.FindIndex(vocabulary, word => word.Equals(text, StringComparison.Ordinal)) is >= 0 and var at ? at + 2 : 1)];
            EveryEngine.Give(model, AnyTexts.Column(texts), expected);
            EveryEngine.RefuseNull(model, texts, texts.Length / 2);
            Assert.That(PlainOnnx.Run(folder.At("texts.onnx"), AnyTexts.Column(texts)).ToArray<long>(), Is.EqualTo(expected), "ONNX");
        }).Hold();
    }

    [Test]
    public void ManyTexts_AreReadInParts_AndTheFirstNullIsNamed([Values(null, 3)] int? length)
    {
        string[] texts = [.. Enumerable.Range(0, 20_000)
            .Select(i => string.Join(' ', Enumerable.Range(0, i % 5).Select(k => $"w{(i + k) % 7}")))];
        var layer = new TextVectorization(outputSequenceLength: length, vocabulary: ["w0", "w3", "w5"]);
        var indices = Rows(layer.Predict(texts));
        for (var row = 0; row < texts.Length; row += 777)
        {
            long[] tokens = [.. texts[row].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word switch { "w0" => 2L, "w3" => 3, "w5" => 4, _ => 1 })];
            Assert.That(indices[row], Is.EqualTo(tokens.Take(length ?? 4).Concat(new long[4]).Take(length ?? 4)));
        }
        (texts[15_000], texts[9_000]) = (null!, null!);
        Assert.That(() => layer.Predict(texts),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("row 9000").And.Message.Contains("null"));
    }

    [Test]
    public void Padding_IsWhatAnEmbeddingMasks()
    {
        using var model = new Sequential { new Input([1], DType.String),
            new TextVectorization(outputSequenceLength: 5, vocabulary: ["a", "b"]), new Embedding(4, 2, maskZero: true),
            new GlobalAveragePooling1D() };
        var two = model.Predict((TensorData)new[,] { { "a b" } }!).ToArray<float>();
        var table = model.Layers.OfType<Embedding>().Single().Weights[0].Value.ToArray<float>();
        Assert.That(two, Is.EqualTo(new[] { (table[4] + table[6]) / 2, (table[5] + table[7]) / 2 }).Within(1e-6));
    }

    [Test]
    public void NoText_AndNoToken_GiveEmptyAxes()
    {
        var layer = new TextVectorization(vocabulary: ["a"]);
        Assert.That(layer.Predict(Array.Empty<string>()).Shape, Is.EqualTo(Shape.Of(0, 0)));
        Assert.That(layer.Predict(new[] { "", "!!" }!).Shape, Is.EqualTo(Shape.Of(2, 0)));
        Assert.That(new TextVectorization(outputSequenceLength: 2, vocabulary: ["a"]).Predict(new[] { "", "!!" }!).ToArray<long>(),
            Is.EqualTo(new long[4]));
        Assert.That(new TextVectorization(outputMode: OutputMode.Count, vocabulary: ["a"]).Predict(new[] { "", "!!" }!).ToArray<float>(),
            Is.EqualTo(new float[4]));
    }

    [Test]
    public void ElementsOfARow_AreStandardizedAndJoined_WithoutASplit()
    {
        var layer = new TextVectorization(split: TextSplit.None, ngrams: [2], vocabulary: ["a b", "b c d"]);
        Assert.That(Rows(layer.Predict(TensorData.Of(new[] { "A!", "b", "c d", "", "a", "b" }, [2, 3]))),
            Is.EqualTo(new long[][] { [2, 3], [1, 2] }));
    }

    [Test]
    public void Refusals_HaveTheRemedy()
    {
        var words = new TextVectorization(vocabulary: ["a"], name: "words");
        Refuses<LayerException>(() => words.Predict(new long[] { 1 }), "words", "reads texts", "int64");
        Refuses<LayerException>(() => words.Predict(new[,] { { "a", "b" } }!), "words", "one text for each row", "[batch, 2]");
        Refuses<LayerException>(() => words.Adapt(new[] { "a" }!), "words", "vocabulary");
        Refuses<LayerException>(() => new TextVectorization(outputMode: OutputMode.OneHot), "one-hot", "CategoryEncoding");
        Refuses<LayerException>(() => new TextVectorization(outputMode: OutputMode.Count, outputSequenceLength: 3), "outputSequenceLength",
            "Count");
        Refuses<LayerException>(() => new TextVectorization(outputSequenceLength: 0), "outputSequenceLength", "1 or more");
        Refuses<LayerException>(() => new TextVectorization(ngrams: []), "ngrams");
        Refuses<LayerException>(() => new TextVectorization(ngrams: [2, 0]), "ngrams", "[2, 0]");
        Refuses<LayerException>(() => new TextVectorization(split: TextSplit.None, outputSequenceLength: 2, vocabulary: ["a"])
            .Predict(new[] { "a" }!), "(batch, n)");
        Refuses<LayerException>(() => new TextVectorization(split: TextSplit.None, ngrams: [2], vocabulary: ["a"]).Predict(new[] { "a" }!),
            "(batch, n)");
        Refuses<LayerException>(() => new TextVectorization().Predict(new[] { "a" }!), "adapt");
    }

    [TestCase("""{"module":"builtins","class_name":"function","config":"custom","registered_name":"my>clean"}""")]
    [TestCase("""{"class_name":"__lambda__","config":{"value":"lambda x: x"}}""")]
    public void AFunctionOfPython_IsRefusedByName(string function)
    {
        foreach (var key in new[] { "standardize", "split" })
        {
            Refuses<InvalidDataException>(() => With(key, function), "words", key, "code of a file is not run");
        }
    }

    [TestCase("encoding", "\"utf-16\"", "utf-16")]
    [TestCase("ragged", "true", "padded with 0")]
    [TestCase("ngrams", "100000", "1000")]
    [TestCase("sparse", "true", "sparse")]
    [TestCase("split", "\"comma\"", "whitespace")]
    public void ASettingThatMeansSomethingElse_IsRefused(string key, string value, string part)
    {
        Refuses<InvalidDataException>(() => With(key, value), "words", part);
    }

    [Test]
    public void AnExport_NamesTheLayer_AndLeavesNoFile()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([1], DType.String), new TextVectorization(vocabulary: ["a"], name: "words"),
            new Embedding(3, 2, name: "table") };
        Assert.That(() => model.ExportOnnx(folder.At("m.onnx")), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("words"));
        Assert.That(File.Exists(folder.At("m.onnx")), Is.False);
    }

    private static Layer With(string key, string value) =>
        LayerRun.FromConfig("TextVectorization", new JsonObject { ["name"] = "words", [key] = JsonNode.Parse(value) });

    private static void Refuses<TException>(Action act, params string[] parts)
        where TException : Exception
    {
        var error = Assert.Catch<TException>(() => act());
        foreach (var part in parts) Assert.That(error!.Message, Does.Contain(part));
    }

    private static Dim LengthOf(Shape input) =>
        new TextVectorization(vocabulary: ["red", "blue"]).Apply(Ops.Input("x", input, DType.String)).Shape[1];

    private static long[][] Rows(TensorData indices)
    {
        var (all, width) = (indices.ToArray<long>(), (int)indices.Shape[1].Size);
        return [.. Enumerable.Range(0, (int)indices.Shape[0].Size).Select(row => all[(row * width)..((row + 1) * width)])];
    }
}
