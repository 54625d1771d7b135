namespace Layers.Tests;

/// <summary>Layers whose number of output columns changes when they adapt again: alone they change; in a model that was built on them they
/// refuse and keep their state.</summary>
public sealed class ChangedWidthTests
{
    private static readonly TensorData s_two = new[,] { { "a" }, { "b" } }!;
    private static readonly TensorData s_three = new[,] { { "a" }, { "b" }, { "c" } }!;
    private static readonly TensorData s_twoNumbers = new float[,] { { 1 }, { 2 } };
    private static readonly TensorData s_moreNumbers = new float[,] { { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 } };

    private static readonly TestCaseData[] s_layers =
    [
        Case("StringLookup", () => new StringLookup(outputMode: OutputMode.OneHot), s_two, s_three, 3, 4),
        Case("IntegerLookup", () => new IntegerLookup(outputMode: OutputMode.MultiHot), new long[,] { { 1 }, { 2 } },
            new long[,] { { 1 }, { 2 }, { 3 } }, 3, 4),
        Case("IntegerLookup.TfIdf", () => new IntegerLookup(outputMode: OutputMode.TfIdf), new long[,] { { 1 }, { 2 }, { 3 } },
            new long[,] { { 1 }, { 2 } }, 4, 3),
        Case("TextVectorization", () => new TextVectorization(outputMode: OutputMode.Count), s_two, s_three, 3, 4),
        Case("TextVectorization.TfIdf", () => new TextVectorization(outputMode: OutputMode.TfIdf), s_two, s_three, 3, 4),
        Case("Discretization", () => new Discretization(4, outputMode: OutputMode.OneHot), s_twoNumbers, s_moreNumbers, 2, 4),
        Case("OneHotEncoding", () => new OneHotEncoding(), s_two, s_three, 2, 3),
        Case("MissingIndicator", () => new MissingIndicator(), new float[,] { { float.NaN, 1 }, { 2, 3 } },
            new float[,] { { float.NaN, 1 }, { 2, float.NaN } }, 1, 2),
    ];

    private static readonly TestCaseData[] s_layersOfAColumn = [.. s_layers.Where(test => ((TensorData)test.Arguments[1]!).Shape[1] == 1)];

    [TestCaseSource(nameof(s_layers))]
    public void Alone_ItChanges(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after)
    {
        var layer = make();
        layer.Adapt(first);
        Assert.That(layer.Predict(first).Shape[^1], Is.EqualTo((Dim)before));
        layer.Adapt(second);
        Assert.That(layer.Predict(second).Shape[^1], Is.EqualTo((Dim)after));
    }

    [TestCaseSource(nameof(s_layers))]
    public void InAModel_ItIsRefused_AndIsUnchanged(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after)
    {
        foreach (var (kind, inModel) in Models())
        {
            var layer = make();
            layer.Adapt(first);
            using var model = inModel(layer, first);
            var (state, expected) = (layer.State, layer.Predict(first));
            foreach (var adapt in new Action[] { () => layer.Adapt(second), () => model.Adapt(second),
                () => layer.Adapt(layer.Observe(second)) })
                Assert.That(() => adapt(),
                Throws.TypeOf<LayerException>().With.Message.StartsWith($"{layer} is in a model that was built for")
                .And.Message.Contains("Adapt").And.Message.Contains("new model"), kind);
            Assert.That(layer.State, Is.SameAs(state), kind);
            Assert.That(Mismatch.OfBits("layer", layer.Predict(first), expected), Is.Empty, kind);
            Assert.That(model.Predict(first).Shape[^1], Is.EqualTo((Dim)1), kind);
            // A new state with the same number of columns is accepted.
            layer.Adapt(first);
            Assert.That(layer.Predict(first).Shape[^1], Is.EqualTo((Dim)before), $"{kind}, not {after}");
        }
    }

    [TestCaseSource(nameof(s_layers))]
    public void FromAFile_ItIsRefused(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after)
    {
        using var folder = new TempFolder();
        var layer = make();
        layer.Adapt(first);
        using (var model = Models()[0].Make(layer, first)) model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        var expected = again.Predict(first);
        Assert.That(() => again.Adapt(second), Throws.TypeOf<LayerException>().With.Message.Contains("is in a model that was built for"),
            $"from {before} to {after}");
        Assert.That(Mismatch.OfBits("output", again.Predict(first), expected), Is.Empty);
    }

    [TestCaseSource(nameof(s_layers))]
    public void InAModelThatIsNotBuilt_ItChanges(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after)
    {
        var layer = make();
        layer.Adapt(first);
        _ = layer.Predict(first);
        using var model = new Sequential { layer, new Dense(1) };
        layer.Adapt(second);
        Assert.That(layer.Predict(second).Shape[^1], Is.EqualTo((Dim)after), $"after {before}");
    }

    [TestCaseSource(nameof(s_layersOfAColumn))]
    public void ASpaceOfItsOwn_GivesTheColumnsOfNow(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after)
    {
        using var space = new FeatureSpace { { "c", make() }, { "d", new Normalization() } };
        space.Adapt(Rows(first));
        Assert.That(Only(space.Predict(Rows(first))).Shape[1], Is.EqualTo((Dim)(before + 1)));
        Assert.That(space.OutputColumns, Has.Count.EqualTo(before + 1));
        space.Adapt(Rows(second));
        Assert.That(Only(space.Predict(Rows(second))).Shape[1], Is.EqualTo((Dim)(after + 1)));
        Assert.That(space.OutputColumns, Has.Count.EqualTo(after + 1));
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        using var again = Model.Load(folder.At("space.keras"));
        Assert.That(Mismatch.OfBits("output", Only(again.Predict(Rows(second))), Only(space.Predict(Rows(second)))), Is.Empty);
    }

    [TestCaseSource(nameof(s_layersOfAColumn))]
    public void InASpaceThatAModelIsBuiltOn_ItIsRefused(Func<AdaptiveLayer> make, TensorData first, TensorData second, int before,
        int after) =>
        IsRefused(() => Feature.Of("c", make()), first, second, $"from {before} to {after}");

    [Test]
    public void ACategoricalFeature_ThatChangesTheWidthOfABuiltModel_IsRefused()
    {
        IsRefused(() => Feature.StringCategorical("c"), s_two, s_three, "texts");
        IsRefused(() => Feature.IntegerCategorical("c"), new long[,] { { 1 }, { 2 } }, new long[,] { { 1 }, { 2 }, { 3 } }, "integers");
    }

    // The number of bins is the requested one, even if the data fill fewer.
    [Test]
    public void ADiscretizedFeature_ThatAModelIsBuiltOn_Changes()
    {
        using var model = new Sequential { new FeatureSpace { Feature.FloatDiscretized("c", 4) }, new Dense(1) };
        foreach (var data in new[] { s_twoNumbers, s_moreNumbers })
        {
            model.Adapt(new Dictionary<string, TensorData> { ["c"] = data });
            Assert.That(Only(model.Predict(new Dictionary<string, TensorData> { ["c"] = data })).Shape[1], Is.EqualTo((Dim)1));
        }
    }

    [Test]
    public void AVocabularyThatIsSet_IsRefused_AsOneThatIsLearned()
    {
        var lookup = new StringLookup(outputMode: OutputMode.MultiHot);
        lookup.SetVocabulary(["a", "b"]);
        _ = lookup.Predict(s_two);
        lookup.SetVocabulary(["a", "b", "c"]);
        using var model = new Sequential { new Input([1], DType.String), lookup, new Dense(1) };
        Assert.That(() => lookup.SetVocabulary(["a"]),
            Throws.TypeOf<LayerException>().With.Message.Contains("built for 4 indices").And.Message.Contains("has 2")
            .And.Message.Contains("padToMaxTokens"));
        Assert.That(lookup.Vocabulary, Is.EqualTo(new[] { "[UNK]", "a", "b", "c" }));
        lookup.SetVocabulary(["x", "y", "z"]);
        Assert.That(model.Predict(s_two).Shape[1], Is.EqualTo((Dim)1));
        var padded = new StringLookup(outputMode: OutputMode.MultiHot, maxTokens: 5, padToMaxTokens: true);
        padded.SetVocabulary(["a"]);
        using var wide = new Sequential { new Input([1], DType.String), padded, new Dense(1) };
        padded.SetVocabulary(["a", "b", "c", "d"]);
        Assert.That(wide.Predict(s_two).Shape[1], Is.EqualTo((Dim)1));
    }

    [Test]
    public void AFailedAdaptOfAModel_IsUndone()
    {
        var (words, numbers) = (new StringLookup(outputMode: OutputMode.OneHot), new MissingIndicator());
        using var space = new FeatureSpace { { "c", words }, { "d", numbers } };
        space.Adapt(new Dictionary<string, TensorData> { ["c"] = s_two, ["d"] = new float[,] { { float.NaN }, { 1 } } });
        var (vocabulary, state) = (words.Vocabulary, words.State);
        // The second column has no missing value, which its layer refuses.
        Assert.That(() => space.Adapt(new Dictionary<string, TensorData> { ["c"] = s_three, ["d"] = new float[,] { { 0 }, { 1 }, { 2 } } }),
            Throws.TypeOf<LayerException>());
        Assert.That((words.Vocabulary, words.State), Is.EqualTo((vocabulary, state)));
        Assert.That(Only(space.Predict(new Dictionary<string, TensorData> { ["c"] = s_two, ["d"] = s_twoNumbers })).Shape[1],
            Is.EqualTo((Dim)4));
    }

    // The space is the first of a sequence, its output is in a functional model, or it is called in one.
    private static void IsRefused(Func<Feature> feature, TensorData first, TensorData second, string what)
    {
        foreach (var (kind, build) in new (string, Func<FeatureSpace, Model>)[]
        {
            ("sequence", space => new Sequential { space, new Dense(1) }),
            ("encoded", space => new Functional(space.Inputs, [new Dense(1).Apply(space.Encoded)])),
            ("called", space => new Functional(space.Inputs,
                [new Dense(1).Apply(space.ApplyAll([.. space.Inputs.Select(input => (KerasTensor)input)])[0])])),
        })
        {
            using var space = new FeatureSpace { feature() };
            space.Adapt(new Dictionary<string, TensorData> { ["c"] = first });
            using var model = build(space);
            var rows = new Dictionary<string, TensorData> { ["c"] = first };
            var (expected, columns) = (Only(model.Predict(rows)), space.OutputColumns);
            var others = new Dictionary<string, TensorData> { ["c"] = second };
            Assert.That(() => space.Adapt(others),
                Throws.TypeOf<LayerException>().With.Message.Contains("is in a model that was built for"), $"{what}, {kind}");
            Assert.That(() => model.Adapt(others),
                Throws.TypeOf<LayerException>().With.Message.Contains("is in a model that was built for"), $"{what}, {kind}");
            Assert.That(space.OutputColumns, Is.EqualTo(columns), $"{what}, {kind}");
            Assert.That(Mismatch.OfBits("output", Only(model.Predict(rows)), expected), Is.Empty, $"{what}, {kind}");
        }
    }

    private static (string Kind, Func<Layer, TensorData, Model> Make)[] Models() =>
    [
        ("sequence", (layer, x) => new Sequential { new Input(x.Shape[1..], x.Type), layer, new Dense(1) }),
        ("functional", (layer, x) =>
        {
            var input = new Input(x.Shape[1..], x.Type);
            return new Functional(input, new Dense(1).Apply(layer.Apply(input)));
        }),
        ("nested", (layer, x) => new Sequential { new Input(x.Shape[1..], x.Type),
            new Sequential { new Input(x.Shape[1..], x.Type), layer }, new Dense(1) }),
    ];

    private static Dictionary<string, TensorData> Rows(TensorData column) =>
        new() { ["c"] = column, ["d"] = SampleData.Of([(int)column.Shape[0].Size, 1], DType.Float32, seed: 3) };

    private static TensorData Only(IReadOnlyDictionary<string, TensorData> outputs) => outputs.Values.Single();

    private static TestCaseData Case(string name, Func<AdaptiveLayer> make, TensorData first, TensorData second, int before, int after) =>
        new TestCaseData(make, first, second, before, after).SetArgDisplayNames(name);
}
