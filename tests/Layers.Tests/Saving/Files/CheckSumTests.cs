namespace Layers.Tests;

/// <summary>A changed bit in an entry is an error that names the entry.</summary>
public sealed class CheckSumTests
{
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
            Assert.That(() => Model.Load(folder.At("flipped.keras")),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(entry).And.Message.Contains("CRC-32"));
            if (entry == "model.weights.h5")
                using (var model = new Sequential { new Input(3), new Normalization(), new Dense(2) })
                    Assert.That(() => model.LoadWeights(folder.At("flipped.keras")),
                        Throws.TypeOf<InvalidDataException>().With.Message.Contains(entry));
        }
    }
}
