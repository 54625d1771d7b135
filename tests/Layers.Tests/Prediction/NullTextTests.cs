namespace Layers.Tests;

/// <summary>A null text is refused before an engine reads it, in every call: the message names the input, its row and the layer.</summary>
public sealed class NullTextTests
{
    private static readonly TensorData s_rows = new[,] { { "a" }, { "b" }, { null! } }!;
    private static readonly TensorData s_labels = new float[,] { { 1 }, { 2 }, { 3 } };

    private static readonly TestCaseData[] s_layers =
    [
        Case("TextVectorization", () => new TextVectorization(vocabulary: ["a"], outputMode: OutputMode.Count, name: "reader")),
        Case("TextVectorization.AsTheyAre",
            () => new TextVectorization(vocabulary: ["a"], standardize: TextStandardization.None, split: TextSplit.None,
            outputMode: OutputMode.Count, name: "reader")),
        Case("StringLookup", () => new StringLookup(vocabulary: ["a"], outputMode: OutputMode.OneHot, name: "reader")),
        Case("StringLookup.Refusing",
            () => new StringLookup(vocabulary: ["a", "b"], numOovIndices: 0, outputMode: OutputMode.OneHot, name: "reader")),
        Case("StringLookup.Hashing",
            () => new StringLookup(vocabulary: ["a"], numOovIndices: 3, outputMode: OutputMode.OneHot, name: "reader")),
        Case("Hashing", () => new Hashing(4, outputMode: OutputMode.OneHot, name: "reader")),
        Case("OneHotEncoding", () => new OneHotEncoding([["a", "b"]], name: "reader")),
        Case("TextMissingIndicator", () => new TextMissingIndicator(name: "reader")),
    ];

    [TestCaseSource(nameof(s_layers))]
    public void Predict_NamesTheLayer(Func<Layer> make)
    {
        foreach (var engine in Enum.GetValues<PredictEngine>())
        {
            using var model = new Sequential { new Input([1], DType.String, "words"), make(), new Dense(1) };
            model.Engine = engine;
            Assert.That(() => model.Predict(s_rows), Names("row 2"), $"{engine}");
        }
        Assert.That(() => make().Predict(s_rows),
            Throws.ArgumentException.With.Message.StartsWith("reader (").And.Message.Contains("has a null in row 2 (the first is 0)."),
            "alone");
    }

    [TestCaseSource(nameof(s_layers))]
    public void Fit_AndEvaluate_NameTheLayer(Func<Layer> make)
    {
        using var model = new Sequential { new Input([1], DType.String, "words"), make(), new Dense(1) };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        var before = model.Predict(s_rows[..2]);
        Assert.That(() => model.Fit(s_rows, s_labels, epochs: 1), Names("row 2"));
        Assert.That(() => model.Evaluate(s_rows, s_labels), Names("row 2"));
        Assert.That(Mismatch.OfBits("output", model.Predict(s_rows[..2]), before), Is.Empty, "before the first step");
        Assert.That(() => model.Fit([(s_rows[..2], s_labels[..2]), (s_rows[1..], s_labels[1..])], epochs: 1),
            Names("row 1 of this batch (2 rows came before it)"));
        model.ChecksValues = false;
        Assert.That(() => model.Fit(s_rows, s_labels, epochs: 1), Names("row 2"), "checks off");
    }

    [TestCaseSource(nameof(s_layers))]
    public void Adapt_OfALayerBehind_NamesTheLayerBefore(Func<Layer> make)
    {
        var behind = new Normalization();
        using var model = new Sequential { new Input([1], DType.String, "words"), make(), behind };
        Assert.That(() => model.Adapt(s_rows), Names("row 2"));
        Assert.That(() => model.Adapt([s_rows[..2], s_rows[1..]]), Names("row 1 of this batch (2 rows came before it)"));
        Assert.That(behind.IsAdapted, Is.False);
    }

    [Test]
    public void Inputs_AreToldApart()
    {
        Input left = new([1], DType.String, "left"), right = new([1], DType.String, "right");
        using var model = new Functional([left, right],
            [new HashedCrossing(4, name: "cross").Apply([left, right]), new Hashing(3, name: "hash").Apply(right)]);
        TensorData fine = new[,] { { "a" }, { "b" }, { "c" } }!;
        Assert.That(() => model.Predict(new Dictionary<string, TensorData> { ["left"] = fine, ["right"] = s_rows }),
            Throws.ArgumentException.With.Message.Contains("The input 'right', which cross (HashedCrossing), hash (Hashing) read, has a " +
                "null in row 2 (the first is 0)."));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Names(string row) =>
        Throws.ArgumentException.With.Message.Contains("The input 'words', which reader (").And.Message.Contains("reads, has a null in " +
            $"{row} (the first is 0).");

    private static TestCaseData Case(string name, Func<Layer> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
