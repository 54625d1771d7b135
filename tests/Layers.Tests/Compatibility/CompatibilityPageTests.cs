namespace Layers.Tests;

public sealed class CompatibilityPageTests
{
    private const string Update = "LAYERS_UPDATE_DOCS";

    [Test]
    public void ThePage_MatchesTheCode()
    {
        var path = Path.Combine(Repository.Root, "docs", "keras-compatibility.md");
        var text = CompatibilityPage.Text();
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, text);
        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(text),
            $"docs/keras-compatibility.md is stale: run this test once with {Update}=1.");
    }

    // Each case of a layer has a reason, and the row of the layer has all of them.
    [Test]
    public void TheReasonsOfALayer_RepeatNoSentence()
    {
        var repeated =
            from layer in LayerDifferences.All.GroupBy(pair => pair.Key.Split('.')[0], pair => pair.Value.Reason)
            from sentence in layer.Distinct().SelectMany(reason => reason.TrimEnd('.').Split(". ")).GroupBy(sentence => sentence)
            where sentence.Count() > 1
            select $"{layer.Key}: {sentence.Key}";
        Assert.That(repeated, Is.Empty);
    }
}
