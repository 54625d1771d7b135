namespace Layers.Tests;

/// <summary>TextVectorization learns tokens from parts, from batches, from sources and by Update, and files keep them.</summary>
public sealed class TextAdaptTests
{
    private static readonly string[] s_texts = [.. Enumerable.Range(0, 5000)
        .Select(i => string.Join(i % 3 == 0 ? "  " : " ",
        Enumerable.Range(0, i % 6).Select(k => $"W{(i * 7 + k * k) % (40 + k)}{(k % 2 == 0 ? "!" : "")}")))];

    private static readonly string[] s_inOrder = [.. s_texts.SelectMany(text => text.ToLowerInvariant()
        .Replace("!", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .GroupBy(word => word).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Key)];

    [Test]
    public void InAnyBatches_TheVocabularyIsThatOfAllTexts()
    {
        var (whole, batches, merged, updated, source) = (new TextVectorization(), new TextVectorization(), new TextVectorization(),
            new TextVectorization(), new TextVectorization());
        whole.Adapt(s_texts!);
        batches.Adapt(s_texts.Chunk(777).Select(chunk => (TensorData)chunk!));
        merged.Adapt(AdaptState.Merge(s_texts.Chunk(1500).Select(chunk => merged.Observe(chunk!))));
        updated.Adapt(s_texts[..100]!);
        updated.Update(s_texts[100..]!);
        source.Adapt(new Reviews(s_texts));
        string[] expected = ["", "[UNK]", .. s_inOrder];
        Assert.Multiple(() =>
        {
            foreach (var layer in new[] { whole, batches, merged, updated, source })
            {
                Assert.That(layer.Vocabulary, Is.EqualTo(expected));
                Assert.That(layer.State!.Rows, Is.EqualTo(s_texts.Length));
                Assert.That(layer.State.ToString(), Is.EqualTo(whole.State!.ToString()));
            }
        });
    }

    [Test]
    public void Documents_CountATokenOncePerText()
    {
        var layer = new TextVectorization(outputMode: OutputMode.TfIdf);
        layer.Adapt(new[] { "a a a", "a b", "c", "" }!);
        var column = layer.State!.Column();
        Assert.That(column.Texts.Zip(column.Counts, column.Documents), Is.EqualTo(new[] { ("a", 4L, 2L), ("c", 1, 1), ("b", 1, 1) }));
        double[] idf = [Math.Log(1 + 4 / 3.0), Math.Log(1 + 4 / 2.0), Math.Log(1 + 4 / 2.0)];
        Assert.That(layer.IdfWeights, Is.EqualTo(new[] { (float)idf.Average(), (float)idf[0], (float)idf[1], (float)idf[2] }));
    }

    [Test]
    public void AState_TravelsInAFile_AndKnowsHowItsTextsWereCut()
    {
        using var folder = new TempFolder();
        var layer = new TextVectorization(standardize: TextStandardization.Lower, split: TextSplit.Character, ngrams: [1, 3]);
        layer.Observe(new[] { "Ab c\n", "\uD83D\uDE00!" }!).Save(folder.At("state.json"));
        var state = AdaptState.Load(folder.At("state.json"));
        var again = new TextVectorization(standardize: TextStandardization.Lower, split: TextSplit.Character, ngrams: [1, 3]);
        again.Adapt(state);
        Assert.That(again.Vocabulary, Does.Contain("a b  ").And.Contain("\uD83D\uDE00").And.Contain("\n"));
        Assert.Multiple(() =>
        {
            foreach (var other in new AdaptiveLayer[] { new TextVectorization(),
                new TextVectorization(standardize: TextStandardization.Lower, split: TextSplit.Character), new StringLookup() })
                Assert.That(() => other.Adapt(state), Throws.TypeOf<LayerException>());
            Assert.That(() => again.Adapt(new StringLookup().Observe(new[] { "a" }!)),
                Throws.TypeOf<LayerException>().With.Message.Contains("tokens of texts").And.Message.Contains("character"));
            Assert.That(() => AdaptState.Merge([state, new TextVectorization().Observe(new[] { "a" }!)]), Throws.ArgumentException);
        });
    }

    [Test]
    public void Check_ComparesTokens()
    {
        var layer = new TextVectorization();
        layer.Adapt(s_texts!);
        using var model = new Sequential { new Input([1], DType.String), layer };
        Assert.That(model.Check(TensorData.Of(s_texts[..2000], [2000, 1])).Verdict, Is.EqualTo(SkewVerdict.Alike));
        var other = model.Check(TensorData.Of([.. s_texts[..2000].Select(text => text + " news, News")], [2000, 1]));
        Assert.That(other.Verdict, Is.EqualTo(SkewVerdict.Different));
        Assert.That(other.ToString(), Does.Contain("'news'"));
    }

    [Test]
    public void AFailedAdapt_LeavesTheLayerAsItWas()
    {
        var layer = new TextVectorization { DistinctLimit = 3 };
        layer.Adapt(new[] { "a b" }!);
        var (words, state) = (layer.Vocabulary, layer.State);
        Assert.Multiple(() =>
        {
            Assert.That(() => layer.Adapt([new[] { "c" }!, new[] { "d", null! }!]), Throws.ArgumentException.With.Message.Contains("null"));
            Assert.That(() => layer.Adapt(new[] { "", " ?", "[UNK]"[..0] }!), Throws.TypeOf<LayerException>());
            Assert.That(() => layer.Adapt(new[] { "a b c d" }!), Throws.ArgumentException.With.Message.Contains("3 distinct"));
            Assert.That(() => layer.Adapt(new[,] { { "a", "b" } }!),
                Throws.ArgumentException.With.Message.Contains("each row has one text"));
            Assert.That(() => layer.Adapt(new long[] { 1 }), Throws.ArgumentException);
            Assert.That(() => layer.Adapt(s_texts!, cancellation: new CancellationToken(true)),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(layer.Vocabulary, Is.EqualTo(words));
            Assert.That(layer.State, Is.SameAs(state));
        });
    }

    [Test]
    public void ALayerInAModel_LearnsFromTextsOfOneAxis_AndAgain()
    {
        var layer = new TextVectorization(outputSequenceLength: 2);
        using var model = new Sequential { new Input([1], DType.String), layer };
        layer.Adapt(new[] { "b a", "b" }!);
        Assert.That(model.Predict((TensorData)new[,] { { "a b" } }!).ToArray<long>(), Is.EqualTo(new long[] { 3, 2 }));
        layer.Adapt(new[,] { { "a" }, { "a c" } }!);
        Assert.That(model.Predict((TensorData)new[,] { { "a b" } }!).ToArray<long>(), Is.EqualTo(new long[] { 2, 1 }));
        layer.SetVocabulary(["b"]);
        Assert.That(model.Predict((TensorData)new[,] { { "a b" } }!).ToArray<long>(), Is.EqualTo(new long[] { 1, 2 }));
    }

    private sealed class Reviews(string[] texts) : RowSource
    {
        public override string Description => "reviews";

        public override IReadOnlyList<string> Columns => ["review"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 65536, CancellationToken cancellation = default) =>
            texts.Chunk(Math.Min(batchSize, 1999)).Select(chunk => TensorData.Of(chunk, [chunk.Length, 1]));
    }
}
