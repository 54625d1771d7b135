namespace Layers.TensorFlow.Tests;

/// <summary>Tests of models that cannot be written: the message has the reason, and the old folder is unchanged.</summary>
public sealed class ExportRefusalTests
{
    [Test]
    public void AModelThatIsNotReady_IsRefused_AndNothingIsWritten()
    {
        using var folder = new TempFolder();
        using var unbuilt = new Sequential { new Dense(1) };
        Assert.That(() => unbuilt.ExportSavedModel(folder.At("m")), Throws.InvalidOperationException);
        using var unadapted = new Sequential { new Input(2), new Normalization(), new Dense(1) };
        Assert.That(() => unadapted.ExportSavedModel(folder.At("m")),
            Throws.TypeOf<LayerException>().With.Message.Contains("normalization"));
        Assert.That(() => unadapted.ExportSavedModel(""), Throws.ArgumentException);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At(".")), Is.Empty);
    }

    [Test]
    public void ALayerWithoutAnOperator_IsNamedWithTheReason_AndNothingIsWritten()
    {
        using var folder = new TempFolder();
        using var dates = new Sequential { new Input([1], DType.String), new DateParts(DatePart.Year | DatePart.Month) };
        Assert.That(() => dates.ExportSavedModel(folder.At("m")),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("date_parts").And.Message.Contains(
                "time zones").And.Message.Contains("LocalTicks"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At(".")), Is.Empty);
    }

    [Test]
    public void TheNamedLayer_IsTheRefusedOne()
    {
        using var folder = new TempFolder();
        // Both layers cast. TensorFlow converts fractions to texts with other digits.
        using var casts = new Sequential { new Input([1], DType.Int64), new Texts(name: "of_integers"),
            new StringLookup(vocabulary: ["1"]), new Numbers(name: "halves"), new Texts(name: "of_floats") };
        Assert.That(() => casts.ExportSavedModel(folder.At("m")), Throws.TypeOf<NotSupportedException>()
            .With.Message.Contains("of_floats").And.Message.Contains("other digits"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void TheFirstRefusedLayer_IsNamed_WithItsReason(bool otherOrder)
    {
        using var folder = new TempFolder();
        var (date, number) = (new Input(1, DType.String, name: "date"), new Input(1, name: "number"));
        var first = new DateParts(DatePart.Year, name: "parts").Apply(date);
        var second = new Texts(name: "texts").Apply(number);
        using var model = new Functional([date, number], otherOrder ? [second, first] : [first, second]);
        var named = HostLayers.CallsOf(model).Select(call => call.Layer.Name).First(name => name is "parts" or "texts");
        Assert.That(() => model.ExportSavedModel(folder.At("m")), Throws.TypeOf<NotSupportedException>().With.Message.Contains(named)
            .And.Message.Contains(named == "parts" ? "time zones" : "other digits")
            .And.Message.Not.Contains(named == "parts" ? "texts" : "parts"));
    }

    [Test]
    public void WithinAModelAndALoop_TheInnermostLayerIsNamed()
    {
        using var folder = new TempFolder();
        using var inner = new Sequential(name: "inner") { new Input(1), new Texts(name: "texts") };
        using var model = new Sequential { new Input(1), new Dense(1), inner };
        Assert.That(() => model.ExportSavedModel(folder.At("m")), Throws.TypeOf<NotSupportedException>().With.Message.Contains("texts")
            .And.Message.Not.Contains("inner "));
    }

    [Test]
    public void AFolderWithOtherFiles_IsUnchanged_AndASavedModelIsReplacedAtomically()
    {
        using var folder = new TempFolder();
        using var model = new Sequential(seed: 1) { new Input(2), new Dense(1) };
        Directory.CreateDirectory(folder.At("work"));
        File.WriteAllText(folder.At("work/letter.txt"), "mine");
        Assert.That(() => model.ExportSavedModel(folder.At("work")), Throws.TypeOf<IOException>().With.Message.Contains("letter.txt"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At("work")).Select(Path.GetFileName), Is.EqualTo(new[] { "letter.txt" }));
        File.WriteAllText(folder.At("file"), "mine");
        Assert.That(() => model.ExportSavedModel(folder.At("file")), Throws.TypeOf<IOException>());
        Assert.That(File.ReadAllText(folder.At("file")), Is.EqualTo("mine"));

        Directory.CreateDirectory(folder.At("old/variables"));
        File.WriteAllText(folder.At("old/saved_model.pb"), "old");
        File.WriteAllText(folder.At("old/fingerprint.pb"), "old");
        model.ExportSavedModel(folder.At("old"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At("old")).Select(Path.GetFileName),
            Is.EqualTo(new[] { "saved_model.pb" }));
        SecondReading.Check(folder.At("old"));
    }

    [Test]
    public void NamesThatNodesCannotHave_StayInTheSignature()
    {
        using var folder = new TempFolder();
        string[] names = ["Body Mass (g)", "größe 😀", "body_mass__g_", "Body_Mass_g", "a\\b>c", "-x", "_", "😀", "."];
        Input[] inputs = [.. names.Select(name => new Input(1, name: name))];
        using var model = new Functional(inputs, [new Dense(1, name: "a b (c)").Apply(new Concatenate().Apply([.. inputs]))]);
        var rows = names.ToDictionary(name => name, name => (TensorData)new float[,] { { name.Length } });
        Exported.IsAlike("odd_names", model, rows);
    }

    [Test]
    public void OutputsKeepTheirOrder_WithAnyNames()
    {
        var input = new Input(2, name: "x");
        using var model = new Functional([input], [.. Enumerable.Range(0, 12).Select(i => new Dense(i + 1, name: $"output_{11 - i}")
            .Apply(input))]);
        Exported.IsAlike("twelve_outputs", model, new Dictionary<string, TensorData> { ["x"] = new float[,] { { 1, 2 }, { 3, 4 } } });
    }

    [Test]
    public void AnEmptyBatch_AndWideTypes_AreRun()
    {
        using var whole = new Sequential { new Input(1, DType.Int64, name: "n"),
            new IntegerLookup(vocabulary: [long.MaxValue, (1L << 53) + 1]) };
        Exported.IsAlike("wide_integers", whole,
            new Dictionary<string, TensorData> { ["n"] = new[,] { { long.MaxValue }, { (1L << 53) + 1 }, { 1L << 53 } } });
        using var numbers = new Sequential(seed: 2) { new Input(3, name: "x"), new Dense(4, Activation.Softmax) };
        Exported.IsAlike("empty_batch", numbers, new Dictionary<string, TensorData> { ["x"] = new float[0, 3] });
    }

    private sealed class Texts(string name) : Layer(name)
    {
        protected override Value Call(Value x) => Ops.Cast(x, DType.String);
    }

    private sealed class Numbers(string name) : Layer(name)
    {
        protected override Value Call(Value x) => Ops.Cast(x, DType.Float32) * 0.5;
    }
}
