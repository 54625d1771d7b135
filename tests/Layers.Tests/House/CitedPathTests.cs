using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>A file or folder of the repository that a comment or a page names exists.</summary>
public sealed partial class CitedPathTests
{
    [Test]
    public void TheFilesThatCommentsAndPagesName_Exist()
    {
        var cited =
            from file in EnglishTests.Files
            from line in EnglishTests.Numbered(file)
            from Match match in Paths().Matches(Prose(file, line.Text))
            select (Place: $"{EnglishTests.Name(file)}:{line.Number}", File: file, Path: match.Value);
        var all = cited.ToList();
        Assert.Multiple(() =>
        {
            Assert.That(all.Select(one => one.Path), Does.Contain("Fixtures/operations/make.py").And.Contain("docs/adding.md"));
            Assert.That(all.Where(one => !Exists(one.File, one.Path)).Select(one => $"{one.Place}: {one.Path}"), Is.Empty);
        });
    }

    // Only the comments of code: a path in code may be that of an output.
    private static string Prose(string file, string line) =>
        Path.GetExtension(file) is not (".cs" or ".fs") ? Path.GetExtension(file) == ".md" ? line : ""
            : line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "";

    // A path starts at the repository, in the folder of the tests, or in a folder above the file that names it.
    private static bool Exists(string file, string path)
    {
        for (var folder = Path.GetDirectoryName(file); folder?.StartsWith(Repository.Root, StringComparison.Ordinal) == true;
            folder = Path.GetDirectoryName(folder))
            if (Path.Exists(Path.Combine(folder, path))) return true;
        return false;
    }

    // Patterns such as tests/*.Tests are not paths.
    [GeneratedRegex(@"(?<![\w/.*-])(?:src|tests|docs|samples|benchmarks|Fixtures)/[\w./-]*\w(?![\w/]*[*{])")]
    private static partial Regex Paths();
}
