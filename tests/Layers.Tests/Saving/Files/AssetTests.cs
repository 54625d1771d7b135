using System.IO.Compression;
using System.Text;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Files that layers keep in the archive, in the place where Keras has them.</summary>
public sealed class AssetTests
{
    private TempFolder _folder = null!;

    [OneTimeSetUp]
    public void Register() => LayerRegistry.Register<Words>("tests");

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Assets_StandAtTheLayersPlace_AndAreRestored([Values] bool zipped)
    {
        using var model = Nested();
        var path = _folder.At(zipped ? "model.keras" : "model");
        model.Save(path, zipped);
        var names = zipped ? Names(path)
            : Directory.GetFiles(Path.Combine(path, "assets"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'));
        Assert.That(names.Where(name => name.StartsWith("assets", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "assets/layers/words/words.txt", "assets/layers/words/more/numbers.txt",
            "assets/layers/words_1/words.txt", "assets/layers/words_1/more/numbers.txt",
            "assets/layers/functional/layers/words/words.txt", "assets/layers/functional/layers/words/more/numbers.txt",
        }));
        using var loaded = Model.Load(path);
        Assert.That(Lists(loaded), Is.EqualTo(new[] { "a NaN \u00e9", "", "inner" }));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        // A folder is replaced together with its assets.
        model.Save(path, zipped);
        using var again = Model.Load(path);
        Assert.That(Lists(again), Is.EqualTo(Lists(loaded)));
    }

    [Test]
    public void ADamagedAsset_IsRefused_AndAMissingOneIsTheLayersToJudge()
    {
        using (var model = Nested()) model.Save(_folder.At("model.keras"));
        const string Entry = "assets/layers/words/words.txt";
        var bytes = File.ReadAllBytes(_folder.At("model.keras"));
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("a\nNaN\n"))] ^= 1;
        File.WriteAllBytes(_folder.At("flipped.keras"), bytes);
        Assert.That(() => Model.Load(_folder.At("flipped.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(Entry).And.Message.Contains("CRC-32"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("missing.keras"), Entry, _ => null);
        Assert.That(() => Model.Load(_folder.At("missing.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("assets/layers/words")
            .And.Message.Contains("words.txt is missing"));
    }

    [TestCase("../words.txt")]
    [TestCase("/words.txt")]
    [TestCase("a/../../words.txt")]
    [TestCase("a\\words.txt")]
    [TestCase("C:words.txt")]
    [TestCase("")]
    public void ANameThatLeadsOut_IsRefused(string name)
    {
        using var model = new Sequential { new Input(2), new Words(["x"]) { FileName = name } };
        Assert.That(() => model.Save(_folder.At("model.keras")),
            Throws.ArgumentException.With.Message.Contains("words").And.Message.Contains($"'{name}'"));
        Assert.That(Directory.GetFileSystemEntries(_folder.At("")), Is.Empty);
    }

    [Test]
    public void TextsAreTexts_WhateverTheySay()
    {
        string[] texts = ["NaN", "Infinity", "-Infinity", "1.5", "", "\u0001", "\"", "é"];
        var writer = new ConfigWriter().Set("texts", texts).Set("text", "NaN").Set("number", double.NaN)
            .Set("tensor", TensorData.Of(texts, [2, 4]));
        var written = KerasJson.Write(writer.Json);
        Assert.That(written, Does.Contain("\"texts\":[\"NaN\",\"Infinity\",")
            .And.Contain("\"text\":\"NaN\",\"number\":NaN,\"tensor\":[[\"NaN\""));
        var reader = new ConfigReader((System.Text.Json.Nodes.JsonObject)KerasJson.Parse(written)!, "test");
        Assert.That(reader.OptionalTexts("texts"), Is.EqualTo(texts));
        Assert.That(reader.OptionalText("text"), Is.EqualTo("NaN"));
        Assert.That(reader.Number("number"), Is.NaN);
        Assert.That(() => reader.Number("text"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("a number"));
        Assert.That(() => reader.OptionalTensor("texts"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("numbers in lists"));
        Assert.That(() => reader.Text("number"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("a text"));
        Assert.That(() => new ConfigReader((System.Text.Json.Nodes.JsonObject)KerasJson.Parse("""{"texts": ["a", NaN]}""")!, "test")
            .OptionalTexts("texts"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("a list of texts"));
    }

    private static Functional Nested()
    {
        Input x = new(2, name: "x"), z = new(2, name: "z");
        var inner = new Functional(z, new Words(["inner"]).Apply(z), name: "inner");
        return new Functional(x, inner.Apply(new Words([]).Apply(new Words(["a", "NaN", "é"]).Apply(x))));
    }

    private static string[] Lists(Model model) =>
        [.. model.Layers.SelectMany(layer => layer is Model inner ? inner.Layers : [layer]).OfType<Words>()
        .Select(layer => string.Join(' ', layer.List))];

    private static List<string> Names(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private sealed class Words(IReadOnlyList<string> words) : Layer, ISavable<Words>, IHasAssets
    {
        public string FileName { get; init; } = "words.txt";

        public IReadOnlyList<string> List { get; private set; } = words;

        internal override string NameStem => "words";

        protected override Value Call(Value x) => x;

        public void WriteConfig(ConfigWriter config)
        {
        }

        public static Words FromConfig(ConfigReader config) => new([]);

        public void SaveAssets(IDictionary<string, byte[]> assets)
        {
            assets[FileName] = Encoding.UTF8.GetBytes(string.Join('\n', List));
            assets["more/numbers.txt"] = [(byte)List.Count];
        }

        public void LoadAssets(IReadOnlyDictionary<string, byte[]> assets)
        {
            if (!assets.TryGetValue("words.txt", out var bytes)) throw new ArgumentException("words.txt is missing.");
            List = assets["more/numbers.txt"][0] == 0 ? [] : Encoding.UTF8.GetString(bytes).Split('\n');
        }
    }
}
