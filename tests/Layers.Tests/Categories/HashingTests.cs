using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Hashing beyond the golden cases: booleans, types, texts of all kinds, models, files, and refused arguments.</summary>
public sealed class HashingTests
{
    [Test]
    public void TruthValues_HashAsTheirWords([Values(true, false)] bool isSalted)
    {
        var layer = new Hashing(1000, salt: isSalted ? (1, 2) : null);
        Assert.That(layer.Predict(TensorData.Of(new[] { true, false }, [2])).ToArray<long>(),
            Is.EqualTo(layer.Predict(new[] { "true", "false" }).ToArray<long>()));
    }

    [TestCase(DType.Int8)]
    [TestCase(DType.UInt16)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt64)]
    [TestCase(DType.Float16)]
    [TestCase(DType.Float64)]
    public void Numbers_HashAsTheirDecimalText(DType type)
    {
        var numbers = Casting.Of([0, 7, 100, 64], [4], type);
        Assert.That(new Hashing(997).Predict(numbers).ToArray<long>(),
            Is.EqualTo(new Hashing(997).Predict(new[] { "0", "7", "100", "64" }).ToArray<long>()));
        var masked = new Hashing(997, 7).Predict(numbers).ToArray<long>();
        Assert.That(masked, Is.EqualTo(new Hashing(997, "7").Predict(new[] { "0", "7", "100", "64" }).ToArray<long>()));
        Assert.That(masked[1], Is.Zero);
    }

    [Test]
    public void AMask_IsComparedBeforeFractionsAreCut()
    {
        var bins = new Hashing(50, 1).Predict(new[] { 1f, 1.5f }).ToArray<long>();
        Assert.That(bins[0], Is.Zero);
        Assert.That(bins[1], Is.EqualTo(new Hashing(49).Predict(new[] { "1" }).ToArray<long>()[0] + 1));
    }

    [Test]
    public void Texts_AreTheirBytes()
    {
        // Texts are not normalized, and half of a surrogate pair becomes U+FFFD.
        string[] texts = ["e\u0301", "\u00e9", "a\0b", "a", "\ud800", "\ufffd", "\n", "", new('x', 1000)];
        var bins = new Hashing(long.MaxValue).Predict(texts).ToArray<long>();
        Assert.That(bins[4], Is.EqualTo(bins[5]));
        Assert.That(bins.Distinct().Count(), Is.EqualTo(texts.Length - 1));
        Assert.That(new Hashing(long.MaxValue, salt: (1, 2)).Predict(texts).ToArray<long>().Distinct().Count(),
            Is.EqualTo(texts.Length - 1));
    }

    [Test]
    public void ManyRows_AreHashedInParts_AndTheFirstNullIsNamed([Values(true, false)] bool isMasked)
    {
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(i => i % 10 == 3 ? "x" : $"text {i}")];
        var layer = new Hashing(1 << 20, isMasked ? "x" : null);
        var bins = layer.Predict(texts).ToArray<long>();
        for (var i = 0; i < texts.Length; i += 7777) Assert.That(bins[i], Is.EqualTo(layer.Predict(new[] { texts[i] }).ToArray<long>()[0]));
        (texts[99_000], texts[40_000], texts[70_000]) = (null!, null!, null!);
        Assert.That(() => layer.Predict(texts), Throws.InstanceOf<ArgumentException>().With.Message.Contains("row 40000"));
    }

    [Test]
    public void Models_HashAndEncode_InBothEngines_AndAreRestoredFromTheirFiles()
    {
        string[,] rows = { { "a", "b", "a" }, { "c", "c", "c" } };
        foreach (var (mode, expected) in new (OutputMode, float[])[] { (OutputMode.Count, [0, 0, 1, 2, 3, 0, 0, 0]),
            (OutputMode.MultiHot, [0, 0, 1, 1, 1, 0, 0, 0]) })
        {
            using var model = new Sequential { new Input([3], DType.String), new Hashing(4, outputMode: mode), new Rescaling(1) };
            foreach (var engine in new[] { PredictEngine.OnnxRuntime, PredictEngine.Rows })
            {
                model.Engine = engine;
                Assert.That(model.Predict((TensorData)rows).ToArray<float>(), Is.EqualTo(expected));
            }
            using var folder = new TempFolder();
            model.Save(folder.At("hashing.keras"));
            using var again = Model.Load(folder.At("hashing.keras"));
            Assert.That(again.LoadReport!.Warnings, Is.Empty);
            Assert.That(again.Predict((TensorData)rows).ToArray<float>(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void AnExport_NamesTheLayerAndWhy_BeforeAnythingIsWritten()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([3], DType.String), new Hashing(4, name: "colour", outputMode: OutputMode.OneHot),
            new Flatten(), new Dense(1) };
        var path = folder.At("model.onnx");
        Assert.That(() => model.ExportOnnx(path),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("colour (Hashing)")
            .And.Message.Contains("ONNX has no operator"));
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public void Refusals_HaveTheRemedy()
    {
        Refused(() => new Hashing(0), "numBins", "1 or more");
        Refused(() => new Hashing(3, outputMode: OutputMode.TfIdf), "outputMode", "TfIdf");
        Refused(() => new Hashing(3, dtype: DTypePolicy.Float32), "int32 or int64", "float32");
        Refused(() => new Hashing(3, "x", name: "colour").Predict(new[] { 1f }), "colour", "the text 'x'", "float32");
        Refused(() => new Hashing(3, 7, name: "colour").Predict(new[] { "7" }), "colour", "the number 7", "string");
        using var model = new Sequential { new Input([2], DType.String), new Hashing(3, name: "colour") };
        Assert.That(() => model.Predict((TensorData)new string[,] { { "a", "b" }, { "c", null! } }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("row 1").And.Message.Contains("null"));
    }
}
