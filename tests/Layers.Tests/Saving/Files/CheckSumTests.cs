using System.Text;

namespace Layers.Tests;

/// <summary>One bit of an entry that is not what was written is an error that names the entry.</summary>
public sealed class CheckSumTests
{
    [Test]
    public void TheCheckSum_IsThatOfZipFiles([Range(0, 20)] int length)
    {
        // A table of one byte at a time, as the standard has it.
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }
        Assert.That(Crc32.Of(bytes), Is.EqualTo(~sum));
    }

    [Test]
    public void TheCheckSum_OfTheStandardsExample() => Assert.That(Crc32.Of("123456789"u8), Is.EqualTo(0xCBF43926));

    [Test]
    public void AFlippedBit_IsRefused([Values("config.json", "model.weights.h5", "layers.json")] string entry)
    {
        using var folder = new TempFolder();
        using (var model = new Sequential { new Input(3), new Normalization(), new Dense(2) })
        {
            model.Adapt(new float[,] { { 1, 2, 3 }, { 4, 5, 7 } });
            model.Save(folder.At("model.keras"));
        }
        var whole = File.ReadAllBytes(folder.At("model.keras"));
        var data = EditedArchive.Bytes(folder.At("model.keras"), entry);
        var start = whole.AsSpan().IndexOf(data);
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[start + random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder.At("flipped.keras"), bytes);
            Assert.That(() => Model.Load(folder.At("flipped.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains(entry).And.Message.Contains("CRC-32"));
            if (entry == "model.weights.h5")
                using (var model = new Sequential { new Input(3), new Normalization(), new Dense(2) })
                    Assert.That(() => model.LoadWeights(folder.At("flipped.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains(entry));
        }
    }
}
