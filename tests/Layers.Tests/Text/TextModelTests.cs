using System.IO.Compression;

namespace Layers.Tests;

/// <summary>Keras's text models, saved again: the same files of words and the same groups of weights. The tests of all models compare
/// settings and predictions.</summary>
public sealed class TextModelTests
{
    [Test]
    public void Model_SavedAgain_HasKerasFilesAndWeights([Values("text", "text_embedding", "text_given_vocabulary",
        "text_tfidf")] string name)
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Golden.At($"models/{name}.keras"));
        model.Save(folder.At("again.keras"));
        using var theirs = ZipFile.OpenRead(Golden.At($"models/{name}.keras"));
        using var ours = ZipFile.OpenRead(folder.At("again.keras"));
        Assert.That(Assets(ours).Keys, Is.EqualTo(Assets(theirs).Keys));
        foreach (var (file, bytes) in Assets(theirs)) Assert.That(Assets(ours)[file], Is.EqualTo(bytes), file);
        Assert.That(Mismatches("", WeightsFile.Read(Bytes(ours, "model.weights.h5")), WeightsFile.Read(Bytes(theirs, "model.weights.h5"))),
            Is.Empty);
    }

    [Test]
    public void Words_AreReadFromEitherOfKerasTwoFiles([Values("assets/layers/text_vectorization/vocabulary.txt",
        "assets/layers/text_vectorization/_lookup_layer/vocabulary.txt")] string removed)
    {
        using var folder = new TempFolder();
        File.Copy(Golden.At("models/text.keras"), folder.At("m.keras"));
        using (var zip = ZipFile.Open(folder.At("m.keras"), ZipArchiveMode.Update)) zip.GetEntry(removed)!.Delete();
        using var model = Model.Load(folder.At("m.keras"));
        Assert.That(model.Layers.OfType<TextVectorization>().Single().Vocabulary,
            Is.EqualTo(new[] { "", "[UNK]", "green", "grey", "violet", "blue", "red" }));
    }

    [Test]
    public void AModelWithoutItsWords_IsRefused()
    {
        using var folder = new TempFolder();
        File.Copy(Golden.At("models/text.keras"), folder.At("m.keras"));
        using (var zip = ZipFile.Open(folder.At("m.keras"), ZipArchiveMode.Update))
            foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("assets", StringComparison.Ordinal)).ToArray())
                entry.Delete();
        Assert.That(() => Model.Load(folder.At("m.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("vocabulary.txt").And.Message.Contains("text_vectorization"));
    }

    [Test]
    public void AnEndOfLineAsAToken_IsLostInKerasFile_UnlessAccepted()
    {
        using var folder = new TempFolder();
        var characters = new TextVectorization(split: TextSplit.Character);
        characters.Adapt(new[] { "a\nb\n" }!);
        using var model = new Sequential { new Input([1], DType.String), characters };
        Assert.That(() => model.Save(folder.At("m.keras")),
            Throws.TypeOf<LayerException>().With.Message.Contains("\\u000A").And.Message.Contains("AcceptLostWords"));
        model.Save(folder.At("m.keras"), new SaveOptions { AcceptLostWords = true });
        using var again = Model.Load(folder.At("m.keras"));
        Assert.That(again.Layers.OfType<TextVectorization>().Single().Vocabulary, Is.EqualTo(new[] { "", "[UNK]", "\n", "b", "a" }));
    }

    private static IEnumerable<string> Mismatches(string path, WeightGroup ours, WeightGroup theirs)
    {
        if (!ours.Groups.Keys.Order(StringComparer.Ordinal).SequenceEqual(theirs.Groups.Keys.Order(StringComparer.Ordinal)))
            yield return $"{path} has the groups {string.Join(", ", ours.Groups.Keys)} instead of {string.Join(", ", theirs.Groups.Keys)}";
        if (!ours.Tensors.Order(StringComparer.Ordinal).SequenceEqual(theirs.Tensors.Order(StringComparer.Ordinal)))
            yield return $"{path} has the tensors {string.Join(", ", ours.Tensors)} instead of {string.Join(", ", theirs.Tensors)}";
        foreach (var tensor in theirs.Tensors.Intersect(ours.Tensors))
            foreach (var mismatch in Mismatch.OfBits($"{path}/{tensor}", ours[tensor], theirs[tensor])) yield return mismatch;
        foreach (var group in theirs.Groups.Keys.Intersect(ours.Groups.Keys))
            foreach (var mismatch in Mismatches($"{path}/{group}", ours.Groups[group], theirs.Groups[group])) yield return mismatch;
    }

    private static SortedDictionary<string, byte[]> Assets(ZipArchive zip) =>
        new(zip.Entries.Where(entry => entry.FullName.StartsWith("assets/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, entry => Bytes(zip, entry.FullName)), StringComparer.Ordinal);

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
