namespace Layers.Tests;

/// <summary>Counts of words and categories, compared with a plain count of the same values.</summary>
public sealed class VocabularyStateTests
{
    private static readonly string[] s_words = ["a", "b", "B", "", "ä", "a\u0308", "é", "\uFFFD", "\uD83D\uDE00", "\uE000", "\uFF5E",
        "x\ny", "x\0", "zz"];

    [Test]
    public void Words_ComeByCount_ThenByTheirBytes_TheLastFirst()
    {
        var state = Counted(["b", "a", "b", "\uFF5E", "\uD83D\uDE00", "ab", "a", "c"]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Column().Texts, Is.EqualTo(new[] { "b", "a", "\uD83D\uDE00", "\uFF5E", "c", "ab" }));
            Assert.That(state.Column().Counts, Is.EqualTo(new long[] { 2, 2, 1, 1, 1, 1 }));
        });
    }

    [Test]
    public void Integers_ComeByCount_ThenTheLargestFirst()
    {
        var state = new VocabularyState([4], DType.Int64);
        state.Add(new AdaptBatch(TensorData.Of(new[] { 3, -1, 3, 7 })));
        Assert.That(state.Column().Integers, Is.EqualTo(new long[] { 3, 7, -1 }));
    }

    [Test]
    public void ADocument_IsARow_OrAnElementOfOneAxis()
    {
        var rows = new VocabularyState([2, 3]);
        rows.Add(new AdaptBatch(new[,] { { "a", "a", "b" }, { "a", "c", "c" } }!));
        var elements = Counted(["a", "a", "b"]);
        Assert.Multiple(() =>
        {
            Assert.That(rows.Column().Texts, Is.EqualTo(new[] { "a", "c", "b" }));
            Assert.That(rows.Column().Counts, Is.EqualTo(new long[] { 3, 2, 1 }));
            Assert.That(rows.Column().Documents, Is.EqualTo(new long[] { 2, 1, 1 }));
            Assert.That(rows.Rows, Is.EqualTo(2));
            Assert.That(elements.Column().Documents, Is.EqualTo(new long[] { 2, 1 }));
            Assert.That(elements.Rows, Is.EqualTo(3));
        });
    }

    [Test]
    public void Columns_HaveValuesOfTheirOwn()
    {
        var state = new VocabularyState([3, 2], perColumn: true);
        state.Add(new AdaptBatch(new[,] { { "a", "x" }, { "b", "x" }, { "a", "a" } }!));
        Assert.Multiple(() =>
        {
            Assert.That(state.Features, Is.EqualTo(2));
            Assert.That(state.Column(0).Texts, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(state.Column(1).Texts, Is.EqualTo(new[] { "x", "a" }));
            Assert.That(state.Column(1).Total, Is.EqualTo(3));
        });
    }

    [TestCase(1, false)]
    [TestCase(7, false)]
    [TestCase(7, true)]
    [TestCase(100_000, false)]
    [TestCase(100_000, true)]
    public void Parts_MergedInAnyOrder_AreTheWhole(int rows, bool perColumn)
    {
        var random = new Random(15);
        var values = new string[rows, 3];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < 3; j++) values[i, j] = random.Next(4) == 0 ? $"w{random.Next(rows)}" : s_words[random.Next(s_words.Length)];
        var whole = new VocabularyState([rows, 3], perColumn: perColumn);
        whole.Add(new AdaptBatch(values!));
        var parts = new List<AdaptState>();
        for (var from = 0; from < rows; from += 33_333)
        {
            var part = new string[Math.Min(33_333, rows - from), 3];
            Array.Copy(values, from * 3, part, 0, part.Length);
            var state = new VocabularyState([rows, 3], perColumn: perColumn);
            state.Add(new AdaptBatch(part!));
            parts.Insert(0, state);
        }
        var expected = Enumerable.Range(0, 3).Select(j => Enumerable.Range(0, rows).Select(i => (Word: values[i, j], Row: i))).ToArray();
        if (!perColumn) expected = [expected.SelectMany(column => column)];
        Assert.Multiple(() =>
        {
            foreach (var state in new[] { whole, (VocabularyState)AdaptState.Merge(parts) })
            {
                Assert.That(state.Rows, Is.EqualTo(rows));
                for (var c = 0; c < expected.Length; c++)
                {
                    var counts = expected[c].GroupBy(each => each.Word)
                        .ToDictionary(group => group.Key,
                        group => ((long)group.Count(), (long)group.Select(each => each.Row).Distinct().Count()));
                    var column = state.Column(c);
                    var seen = column.Texts.Zip(column.Counts.Zip(column.Documents)).ToDictionary(pair => pair.First, pair => pair.Second);
                    Assert.That(seen, Has.Count.EqualTo(counts.Count));
                    Assert.That(seen.Where(pair => !counts.TryGetValue(pair.Key, out var expect) || expect != pair.Value), Is.Empty);
                    Assert.That(column.Texts, Is.EqualTo(column.Texts.OrderByDescending(word => counts[word].Item1)
                        .ThenByDescending(word => word, ByBytes)));
                }
            }
        });
    }

    // Short texts are compared and sorted by their packed characters, and longer texts and other characters as strings.
    [TestCase(1)]
    [TestCase(100)]
    public void AlikeTexts_AreToldApart_AndInOrder(int times)
    {
        string[] ends = ["", "a", "b", "\0", "\0\0", "\u00FF", "\u0100", "\uD83D\uDE00", "\u0100a"];
        string[] words = [.. Enumerable.Range(0, 19)
            .SelectMany(length => new[] { 'a', '\0', '\u00FF',
            '\u0141' }.SelectMany(letter => ends.Select(end => new string(letter, length) + end))).Distinct()];
        string[] values = [.. Enumerable.Range(0, times).SelectMany(_ => words.Select(word => new string(word.AsSpan())))];
        new Random(8).Shuffle(values);
        var column = Counted(values).Column();
        Assert.Multiple(() =>
        {
            Assert.That(column.Texts, Is.EqualTo(words.OrderByDescending(word => word, ByBytes)));
            Assert.That(column.Counts, Is.All.EqualTo(times));
        });
    }

    [Test]
    public void LargeIntegers_AreInOrder()
    {
        long[] integers = [long.MinValue, long.MinValue + 1, -256, -1, 0, 1, 255, 256, long.MaxValue - 1, long.MaxValue];
        var state = new VocabularyState([integers.Length], DType.Int64);
        state.Add(new AdaptBatch(TensorData.Of(integers)));
        Assert.That(state.Column().Integers, Is.EqualTo(integers.Reverse()));
    }

    [Test]
    public void ALoneSurrogate_CountsAsTheReplacementCharacter()
    {
        var state = Counted(["\uD800", "\uFFFD", "a\uDC00", "a\uFFFD", "\uDC00\uD800"]);
        Assert.That(state.Column().Texts.Zip(state.Column().Counts),
            Is.EqualTo(new[] { ("\uFFFD", 2L), ("a\uFFFD", 2L), ("\uFFFD\uFFFD", 1L) }));
    }

    [Test]
    public void AStateFile_HoldsColumnsOfTexts_WithoutAny()
    {
        var state = VocabularyState.OfTexts(3, [[], [KeyValuePair.Create("a", 3L)]], perColumn: true);
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        state.Save(path);
        var read = (VocabularyState)AdaptState.Load(path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That((read.Rows, read.Type), Is.EqualTo((3L, DType.String)));
            Assert.That(read.Column(0).Texts, Is.Empty);
            Assert.That(read.Column(1).Texts, Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public void AStateFile_HoldsAllOfIt()
    {
        var state = new VocabularyState([2, 2], distinctLimit: 40);
        state.Add(new AdaptBatch(new[,] { { "a\nb\0", "\uD83D\uDE00" }, { "", "" } }!));
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        state.Save(path);
        var read = (VocabularyState)AdaptState.Load(path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(read.Column().Texts, Is.EqualTo(state.Column().Texts));
            Assert.That(read.Column().Counts, Is.EqualTo(state.Column().Counts));
            Assert.That(read.Column().Documents, Is.EqualTo(state.Column().Documents));
            Assert.That((read.Rows, read.Type, read.DistinctLimit), Is.EqualTo((2L, DType.String, 40)));
            Assert.That(read.DataShape, Is.EqualTo(state.DataShape));
            Assert.That(AdaptState.Merge([read, state]).Rows, Is.EqualTo(4));
        });
    }

    [Test]
    public void CountsOfAQuery_AreThoseOfTheRows()
    {
        var state = VocabularyState.OfTexts(4, [new Dictionary<string, long> { ["a"] = 3, ["b"] = 1 }]);
        var read = new VocabularyState([4, 1]);
        read.Add(new AdaptBatch(new[,] { { "a" }, { "b" }, { "a" }, { "a" } }!));
        Assert.Multiple(() =>
        {
            Assert.That(state.ToString(), Is.EqualTo(read.ToString()));
            Assert.That(state.ToString(),
                Is.EqualTo("4 rows, 1 column of categories\n0: 4 values, 2 distinct: 'a' 3 (75.0 %), 'b' 1 (25.0 %)"));
            Assert.That(((VocabularyState)state.Merge(read)).Column().Counts, Is.EqualTo(new long[] { 6, 2 }));
        });
    }

    [Test]
    public void BadValues_AreRefused_WithTheirRow()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Counted(["a", null!]), Throws.ArgumentException.With.Message.Contains("Row 1 ").And.Message.Contains("null"));
            Assert.That(() => CountedNumbers([1, 7.9]),
                Throws.ArgumentException.With.Message.Contains("Row 1 ").And.Message.Contains("7.9"));
            Assert.That(() => CountedNumbers([double.NaN]), Throws.ArgumentException.With.Message.Contains("NaN"));
            Assert.That(() => CountedNumbers([1e19]), Throws.ArgumentException.With.Message.Contains("1E+19"));
            Assert.That(() => Counted(["a", "b", "c"], limit: 2),
                Throws.ArgumentException.With.Message.Contains("more than 2 distinct").And.Message.Contains("first 3 rows"));
            Assert.That(() => new VocabularyState([2], DType.Int64).Add(new AdaptBatch(new[] { "a", "b" }!)),
                Throws.ArgumentException.With.Message.Contains("a lookup of texts"));
            Assert.That(() => VocabularyState.OfTexts(2, [[new("a", 1), new("a", 1)]]),
                Throws.ArgumentException.With.Message.Contains("'a' twice"));
        });
    }

    [Test]
    public void Check_FindsNewAndGoneCategories_AndMovedShares()
    {
        var training = Counted([.. Enumerable.Range(0, 1000).Select(i => i % 10 < 6 ? "a" : i % 10 < 9 ? "b" : "c")]);
        var alike = Skew(training, i => i % 10 < 6 ? "a" : i % 10 < 9 ? "b" : "c");
        var fresh = Skew(training, i => i % 10 < 4 ? "a" : i % 10 < 6 ? "d" : i % 10 < 9 ? "b" : "c");
        var gone = Skew(training, i => i % 10 < 7 ? "a" : "b");
        var moved = Skew(training, i => i % 10 < 2 ? "a" : i % 10 < 9 ? "b" : "c");
        Assert.Multiple(() =>
        {
            Assert.That(alike.Verdict, Is.EqualTo(SkewVerdict.Alike), alike.Reason);
            Assert.That(fresh.Verdict, Is.EqualTo(SkewVerdict.Different), fresh.Reason);
            Assert.That(fresh.NewCategories, Is.EqualTo(new[] { "d" }));
            Assert.That(fresh.NewCategoryShare, Is.EqualTo(0.2));
            Assert.That(gone.GoneCategories, Is.EqualTo(new[] { "c" }), gone.Reason);
            Assert.That(gone.Verdict, Is.GreaterThanOrEqualTo(SkewVerdict.Shifted));
            Assert.That(moved.Reason, Does.Contain("'a' from 60.0 % to 20.0 %"));
        });
    }

    [Test]
    public void Check_OfASampleOfTraining_FindsNothing()
    {
        var random = new Random(4);
        // There are few rows and many rare categories, so that most new and missing categories are due to chance.
        string Drawn() => $"{(int)Math.Pow(1000, random.NextDouble())}";
        var found = 0;
        for (var trial = 0; trial < 200; trial++)
            if (Skew(Counted([.. Enumerable.Range(0, 500).Select(_ => Drawn())]), _ => Drawn(), 300).Verdict != SkewVerdict.Alike) found++;
        Assert.That(found, Is.LessThanOrEqualTo(3));
    }

    private static Comparer<string> ByBytes =>
        Comparer<string>.Create((a, b) => System.Text.Encoding.UTF8.GetBytes(a).AsSpan()
        .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b)));

    private static FeatureSkew Skew(VocabularyState training, Func<int, string> value, int rows = 1000) =>
        training.Compare([new AdaptBatch(Enumerable.Range(0, rows).Select(value).ToArray()!)])[0];

    private static VocabularyState Counted(string[] words, int limit = 1000)
    {
        var state = new VocabularyState([words.Length], distinctLimit: limit);
        state.Add(new AdaptBatch(words!));
        return state;
    }

    private static VocabularyState CountedNumbers(double[] numbers)
    {
        var state = new VocabularyState([numbers.Length]);
        state.Add(new AdaptBatch(numbers!));
        return state;
    }
}
