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
}
