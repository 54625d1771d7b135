using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed partial class ReadmeTests
{
    private const string Readme = "README.md";

    // The blocks of pages that cannot run here: the first line of the block, and the reason.
    private static readonly Dictionary<string, string> s_notRun = new()
    {
        ["LearningModel model = LearningModel.LoadFromFilePath(\"mpg.onnx\");"] = "Windows ML is part of Windows.",
    };

    private static readonly string[] s_pages =
    [
        Readme, "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md",
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md")
            .Select(page => $"docs/{Path.GetFileName(page)}").Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyList<Markdown.Block> Quotes =>
        [.. s_pages.SelectMany(Markdown.Blocks).Where(block => block.Quotes is not null)];

    private static IEnumerable<string> Commands =>
        Markdown.Blocks(Readme).Where(block => block.Language == "sh").SelectMany(block => block.Lines);

    [Test]
    public void Pages_QuoteTheSample() =>
        Assert.That(Quotes.Select(block => block.Quotes),
            Is.SupersetOf(new[] { "samples/FuelEfficiency/Program.cs#example", "samples/FuelEfficiency/Server.cs#serve" }));

    [TestCaseSource(nameof(Quotes))]
    public void Quote_EqualsTheFile(object block)
    {
        var quote = (Markdown.Block)block;
        Assert.That(string.Join('\n', quote.Lines), Is.EqualTo(string.Join('\n', Regions.Read(quote.Quotes!))),
            $"{quote} and {quote.Quotes} differ: make them one again.");
    }

    [TestCaseSource(nameof(s_pages))]
    public void Code_IsQuotedFromTestedFiles(string page) =>
        Assert.That(Markdown.Blocks(page).Where(block =>
            block.Language is "csharp" or "fsharp" && block.Quotes is null && !s_notRun.ContainsKey(block.Lines[0])), Is.Empty);

    [Test]
    public void EachBlockThatIsNotRun_IsOnAPage() =>
        Assert.That(s_notRun.Keys, Is.SubsetOf(s_pages.SelectMany(Markdown.Blocks).Where(block => block.Language == "csharp")
            .Select(block => block.Lines[0])));

    // The README states this: the file that Keras exported takes three inputs, and only one of them is the raw row.
    [Test]
    public void TheExportOfKeras_TakesMeanAndDeviationAsInputs()
    {
        using var session = new InferenceSession(Repository.PathOf("tests/Fixtures/golden/onnx/keras_mpg.onnx"));
        Assert.That(session.InputNames, Has.Count.EqualTo(3).And.Contain("raw"));
        Assert.That(session.InputNames.Count(name => name.Contains("normalization", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase("dotnet run -c Release --project samples/FuelEfficiency")]
    [TestCase("dotnet test Layers.sln -c Release -m")]
    public void Command_IsThere(string command) => Assert.That(Commands, Does.Contain(command));

    [Test]
    public void Command_NamesExistingFiles()
    {
        var targets = Commands.SelectMany(command => Target().Matches(command)).Select(match => match.Groups[1].Value).ToArray();
        Assert.That(targets, Is.Not.Empty);
        Assert.That(targets.Where(target => !Path.Exists(Repository.PathOf(target))), Is.Empty);
    }

    [TestCaseSource(nameof(s_pages))]
    public void Link_LeadsToAFile(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        Assert.That(Markdown.Links(page).Where(link => !Path.Exists(Repository.PathOf(Path.Combine(folder, link)))), Is.Empty);
    }

    [TestCase("docs/index.md", "({0})")]
    [TestCase("docs/toc.yml", "href: {0}")]
    public void EachPage_IsInTheTableOfContents(string table, string form)
    {
        var text = File.ReadAllText(Repository.PathOf(table));
        var pages = s_pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)).Select(page => page["docs/".Length..])
            .Where(page => page != "index.md");
        Assert.That(pages.Where(page => !text.Contains(string.Format(CultureInfo.InvariantCulture, form, page), StringComparison.Ordinal)),
            Is.Empty);
    }

    // .ci/run reads its commands from the page by these markers.
    [TestCase("test", "dotnet test Layers.sln -c Release -m")]
    [TestCase("sample", "dotnet run -c Release --project samples/FuelEfficiency")]
    public void MarkerOfCi_StandsAboveItsCommand(string marker, string command)
    {
        var lines = Repository.Lines(Readme);
        var at = Array.IndexOf(lines, $"<!-- ci: {marker} -->");
        Assert.That(at, Is.GreaterThanOrEqualTo(0));
        Assert.That(lines[(at + 1)..(at + 4)], Is.EqualTo(new[] { "```sh", command, "```" }));
    }

    [GeneratedRegex(@"(?:--project|dotnet (?:test|build|pack|format)) ([^\s-]\S*)")]
    private static partial Regex Target();
}
