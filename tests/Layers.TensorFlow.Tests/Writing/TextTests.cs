namespace Layers.TensorFlow.Tests;

/// <summary>Tests that TensorFlow hashes, splits and finds texts as Layers does, also texts that a program may take for equal, cut off,
/// trim or normalize.</summary>
public sealed class TextTests
{
    private static readonly TensorData s_column = AnyTexts.Column([.. AnyTexts.Odd, "The quick, brown fox!", "a\u000Bb\u000Cc",
        "İSTANBUL Straße ÀB"]);

    private static IEnumerable<TestCaseData> Layers()
    {
        yield return Case("hashing", () => new Hashing(7));
        yield return Case("hashing_salted", () => new Hashing(1000, salt: (133, 137)));
        yield return Case("hashing_masked", () => new Hashing(9, maskValue: "a"));
        yield return Case("hashing_masked_odd", () => new Hashing(9, maskValue: "\uFFFD"));
        yield return Case("buckets_of_unknown_words", () => new StringLookup(numOovIndices: 5, maskToken: "",
            vocabulary: ["a", "\u00E1", "x\0y"]));
        foreach (var standardize in (TextStandardization[])[TextStandardization.None, TextStandardization.Lower,
            TextStandardization.StripPunctuation, TextStandardization.LowerAndStripPunctuation])
            foreach (var split in (TextSplit[])[TextSplit.None, TextSplit.Whitespace, TextSplit.Character])
                yield return Case($"text_{standardize}_{split}", () =>
                    Learned(new TextVectorization(standardize: standardize, split: split)));
        yield return Case("text_joined", () => Learned(new TextVectorization(ngrams: [1, 2, 3])));
        yield return Case("text_cut", () => Learned(new TextVectorization(outputSequenceLength: 2)));
        yield return Case("text_filled", () => Learned(new TextVectorization(outputSequenceLength: 20)));
        yield return Case("text_counted", () => Learned(new TextVectorization(outputMode: OutputMode.Count)));
        yield return Case("text_weighted", () => Learned(new TextVectorization(outputMode: OutputMode.TfIdf, ngrams: [1, 2])));
    }

    [TestCaseSource(nameof(Layers))]
    public void Layer_GivesTheResultsOfLayers(string name, object make)
    {
        using var model = new Sequential { new Input([1], DType.String, "texts"), ((Func<Layer>)make)() };
        Exported.IsAlike(name, model, new Dictionary<string, TensorData> { ["texts"] = s_column });
    }

    [Test]
    public void NoTexts_AreNoRows()
    {
        using var model = new Sequential { new Input([1], DType.String, "texts"), Learned(new TextVectorization(outputSequenceLength: 4)) };
        Exported.IsAlike("no_texts", model, new Dictionary<string, TensorData>
        {
            ["texts"] = TensorData.Of(Array.Empty<string>(),
            [0, 1])
        });
    }

    [Test]
    public void Crossings_AreTheSame()
    {
        var (a, b) = (new Input([1], DType.String, "a"), new Input([1], DType.Int64, "b"));
        using var model = new Functional([a, b], [new HashedCrossing(97).Apply(a, b)]);
        var numbers = TensorData.Of([.. Enumerable.Range(0, s_column.Length).Select(i => i % 3 == 0 ? long.MinValue + i : i)],
            s_column.Shape);
        Exported.IsAlike("crossing", model, new Dictionary<string, TensorData> { ["a"] = s_column, ["b"] = numbers });
    }

    private static TestCaseData Case(string name, Func<Layer> make) => new TestCaseData(name, make).SetArgDisplayNames(name);

    private static TextVectorization Learned(TextVectorization layer)
    {
        layer.Adapt(s_column);
        return layer;
    }
}
