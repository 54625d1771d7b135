namespace Layers.TensorFlow.Tests;

/// <summary>What is not written says why, and leaves what was there.</summary>
public sealed class ExportRefusalTests
{
    [Test]
    public void AModelThatIsNotReady_IsRefused_AndNothingIsWritten()
    {
        using var folder = new TempFolder();
        using var unbuilt = new Sequential { new Dense(1) };
        Assert.That(() => unbuilt.ExportSavedModel(folder.At("m")), Throws.InvalidOperationException);
        using var unadapted = new Sequential { new Input(2), new Normalization(), new Dense(1) };
        Assert.That(() => unadapted.ExportSavedModel(folder.At("m")), Throws.TypeOf<LayerException>().With.Message.Contains("normalization"));
        Assert.That(() => unadapted.ExportSavedModel(""), Throws.ArgumentException);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At(".")), Is.Empty);
    }

    [Test]
    public void WhatTensorFlowHasNoOperatorFor_NamesLayerAndReason_AndNothingIsWritten()
    {
        using var folder = new TempFolder();
        using var dates = new Sequential { new Input([1], DType.String), new DateParts(DatePart.Year | DatePart.Month) };
        Assert.That(() => dates.ExportSavedModel(folder.At("m")),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("date_parts").And.Message.Contains("time zones").And.Message.Contains("LocalTicks"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At(".")), Is.Empty);
    }

    [Test]
    public void AFolderThatHoldsMore_IsLeftAlone_AndASavedModelIsReplacedAsAWhole()
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
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At("old")).Select(Path.GetFileName), Is.EqualTo(new[] { "saved_model.pb" }));
        SecondReading.Check(folder.At("old"));
    }

    [Test]
    public void NamesThatNoNodeCanHave_StayInTheSignature()
    {
        using var folder = new TempFolder();
        var (odd, other, third) = (new Input(1, name: "Body Mass (g)"), new Input(1, name: "größe 😀"), new Input(1, name: "body_mass__g_"));
        using var model = new Functional([odd, other, third], [new Dense(1, name: "a b (c)").Apply(new Concatenate().Apply(odd, other, third))]);
        var rows = new[] { "Body Mass (g)", "größe 😀", "body_mass__g_" }.ToDictionary(name => name, name => (TensorData)new float[,] { { name.Length } });
        Exported.IsAlike("odd_names", model, rows);
    }

    [Test]
    public void OutputsAreInTheirOrder_WhateverTheirNames()
    {
        var input = new Input(2, name: "x");
        using var model = new Functional([input], [.. Enumerable.Range(0, 12).Select(i => new Dense(i + 1, name: $"output_{11 - i}").Apply(input))]);
        Exported.IsAlike("twelve_outputs", model, new Dictionary<string, TensorData> { ["x"] = new float[,] { { 1, 2 }, { 3, 4 } } });
    }

    [Test]
    public void AnEmptyBatch_AndWideTypes_GoThrough()
    {
        using var whole = new Sequential { new Input(1, DType.Int64, name: "n"), new IntegerLookup(vocabulary: [long.MaxValue, (1L << 53) + 1]) };
        Exported.IsAlike("wide_integers", whole, new Dictionary<string, TensorData> { ["n"] = new[,] { { long.MaxValue }, { (1L << 53) + 1 }, { 1L << 53 } } });
        using var numbers = new Sequential(seed: 2) { new Input(3, name: "x"), new Dense(4, Activation.Softmax) };
        Exported.IsAlike("empty_batch", numbers, new Dictionary<string, TensorData> { ["x"] = new float[0, 3] });
    }
}
