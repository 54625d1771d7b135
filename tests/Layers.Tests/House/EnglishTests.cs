using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>The rules of CONTRIBUTING.md on lines and words, for code and pages.</summary>
public sealed partial class EnglishTests
{
    private const int MostCharacters = 140;

    private static readonly string[] s_folders = ["src", "tests", "samples", "benchmarks", "docs", ".ci"];

    // Data and build output.
    private static readonly string[] s_others = ["Fixtures", "bin", "obj", "artifacts", "baseline", "TestResults"];

    internal static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(s_folders.SelectMany(folder => Below(Path.Combine(Repository.Root, folder)))).Order(StringComparer.Ordinal)];

    private static readonly (string Phrase, string Instead)[] s_phrases = [.. PhrasesOf(Path.Combine(Repository.Root, "CONTRIBUTING.md"))];

    [Test]
    public void Lines_HaveAtMost140Characters()
    {
        var longer = Files.SelectMany(file => Numbered(file).Where(line => line.Text.Length > MostCharacters)
            .Select(line => $"{Name(file)}:{line.Number}: {line.Text.Length} characters: {line.Text.Trim()[..60]}…"));
        Assert.That(longer, Is.Empty);
    }

    [Test]
    public void WordsThatAreNotUsedHere_AreNotUsed()
    {
        var used =
            from file in Files
            let lines = Numbered(file).ToArray()
            // A phrase may continue on the next line of a comment or of a page.
            let text = string.Join(' ', lines.Select(line => Marks().Replace(line.Text, "").Trim()))
            from phrase in s_phrases
            where text.Contains(phrase.Phrase, StringComparison.OrdinalIgnoreCase)
            from match in Regex.Matches(text, $@"\b{Regex.Escape(phrase.Phrase)}\b", RegexOptions.IgnoreCase)
            select $"{Name(file)}: \"{Around(text, match.Index)}\" has '{phrase.Phrase}'; write {phrase.Instead}.";
        Assert.That(used, Is.Empty);
    }

    // Without files or words the other tests would pass.
    [Test]
    public void TheFilesAndTheWords_AreThere()
    {
        string[] some = ["README.md", "docs/serving.md", "src/Layers/Models/Model.cs", "tests/Layers.Tests/House/EnglishTests.cs",
            ".ci/run"];
        Assert.Multiple(() =>
        {
            Assert.That(some, Is.SubsetOf(Files.Select(Name)));
            Assert.That(s_phrases, Has.Length.GreaterThan(10));
            Assert.That(s_phrases.Select(phrase => phrase.Phrase), Does.Contain("turned" + " back"));
        });
    }

    private static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (Path.GetExtension(file) is ".cs" or ".fs" or ".md" or ".py" or ".sh" or "") yield return file;
        }
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (s_others.Contains(Path.GetFileName(inner))) continue;
            foreach (var file in Below(inner)) yield return file;
        }
    }

    // Rows of Markdown tables cannot be broken, and commands and outputs are quoted literally. Raw literals of code are JSON, SQL or
    // Python.
    internal static IEnumerable<(int Number, string Text)> Numbered(string file)
    {
        var (isPage, isFenced, isRaw) = (file.EndsWith(".md", StringComparison.Ordinal), false, false);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (isPage && line.TrimStart().StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            if (isPage && (isFenced || line.StartsWith('|') || line.StartsWith(';'))) continue;
            var quotes = isPage ? 0 : RawQuotes().Count(line);
            var wasRaw = isRaw;
            if (quotes % 2 == 1) isRaw = !isRaw;
            if (wasRaw || quotes > 0) continue;
            yield return (number, line);
        }
    }

    // The table under the heading "Words that are not used here": a phrase, and its replacement.
    private static IEnumerable<(string Phrase, string Instead)> PhrasesOf(string page)
    {
        var table = File.ReadLines(page).SkipWhile(line => line != "### Words that are not used here").Skip(1)
            .TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith('|')).Skip(2);
        foreach (var row in table)
        {
            var cells = row.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            foreach (var phrase in cells[0].Split(", ")) yield return (phrase, cells[1]);
        }
    }

    internal static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static string Around(string text, int place) => text[Math.Max(0, place - 30)..Math.Min(text.Length, place + 40)];

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    [GeneratedRegex(@"^\s*(///?|#|-|\*)\s*")]
    private static partial Regex Marks();
}
