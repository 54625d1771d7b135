namespace Layers.Tests;

/// <summary>Names that files and ONNX cannot keep are refused where they are given; all other names work everywhere.</summary>
public sealed class NameTests
{
    private static readonly TestCaseData[] s_refused =
    [
        new TestCaseData("x\0y", @"x\u0000y").SetArgDisplayNames("NUL"),
        new TestCaseData("\ud800", @"\uD800").SetArgDisplayNames("first half of a pair"),
        new TestCaseData("x\udc00", @"x\uDC00").SetArgDisplayNames("second half of a pair"),
    ];

    private TempFolder _folder = null!;

    [OneTimeSetUp]
    public void Make() => _folder = new TempFolder();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCaseSource(nameof(s_refused))]
    public void NamesOfLayersAndFeatures_AreRefused(string name, string shown)
    {
        Assert.Multiple(() =>
        {
            Refused(() => _ = new Dense(1, name: name), "A layer's name");
            Refused(() => _ = new Input(1, name: name), "A layer's name");
            Refused(() => _ = new Sequential(name: name), "A layer's name");
            Refused(() => _ = Feature.Of(name), "The name of a feature's column");
            Refused(() => _ = Feature.Of(["a", name], new Normalization()), "The name of a feature's column");
            Refused(() => _ = new FeatureSpace { { name, new Normalization() } }, "The name of a feature's column");
            Refused(() => _ = Feature.StringCategorical(name), "The name of a feature's column");
            Refused(() => new Named(name).Predict(new float[,] { { 1 } }), "a weight's name");
        });

        void Refused(Action act, string what) => Assert.That(act.Invoke, Throws.ArgumentException
            .With.Message.Contains(what).And.Message.Contains($"'{shown}'").And.Message.Contains("U+0000"));
    }

    // The names of features are only in files, which keep U+0000.
    [Test]
    public void NamesThatAStateLearns_AreThoseThatAFileKeeps()
    {
        var data = new float[,] { { 1, 2 }, { 3, 5 } };
        using var model = new Sequential { new Input(2), new Normalization() };
        ((Normalization)model.Layers[^1]).Adapt(data, featureNames: ["a\0", "b"]);
        model.Save(_folder.At("named.keras"));
        using var loaded = Model.Load(_folder.At("named.keras"));
        Assert.Multiple(() =>
        {
            Assert.That(((Normalization)loaded.Layers[^1]).State!.FeatureNames, Is.EqualTo(new[] { "a\0", "b" }));
            Assert.That(() => new Normalization().Adapt(data, featureNames: ["a", "b\ud800"]), Throws.ArgumentException
                .With.Message.Contains("Feature 1").And.Message.Contains(@"'b\uD800'"));
        });
    }

    // A column that no model takes may have any name.
    [TestCase("\ud83d\ude00")]
    [TestCase("x\u0001y")]
    [TestCase("a/b")]
    [TestCase("\uFFFD")]
    [TestCase("<>&\"'")]
    public void OtherNames_WorkEverywhere(string name)
    {
        var rows = Table.Of(Column.Number(name, [1, 2, 3, 4]), Column.Number("\0", [1, 2, 3, 4]), Column.Number("y", [2, 4, 6, 8]));
        using var space = new FeatureSpace { { name, new Normalization() } };
        using var model = new Sequential { space, new Dense(1) };
        space.Adapt(rows);
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        model.Fit(rows.Select(name, "y"), "y", epochs: 2, seed: 1);
        float[] y = [.. model.Predict(rows).Select(row => row.Value)];
        model.Save(_folder.At("model.keras"));
        model.ExportOnnx(_folder.At("model.onnx"));
        using var loaded = Model.Load(_folder.At("model.keras"));
        Assert.That(loaded.Predict(rows).Select(row => row.Value), Is.EqualTo(y));
        Assert.That(new FileInfo(_folder.At("model.onnx")).Length, Is.GreaterThan(0));
    }

    private sealed class Named(string weight) : Layer
    {
        private Weight _weight = null!;

        protected override void Build(Shape inputShape) => _weight = AddWeight(weight, [1], Initializer.Ones);

        protected override Value Call(Value x) => x * _weight;
    }
}
