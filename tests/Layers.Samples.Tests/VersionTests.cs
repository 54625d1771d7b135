using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Layers.Samples.Tests;

/// <summary>The version in Directory.Build.props equals that in pages and samples.</summary>
public sealed partial class VersionTests
{
    private static readonly string s_version =
        XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    [Test]
    public void PagesAndSamples_NameTheVersion()
    {
        string[] files =
        [
            "README.md", .. Files("docs", "*.md"), .. Files("samples", "*.cs"), .. Files("samples", "*.fs"), .. Files("samples", "*.md"),
        ];
        var named = files.SelectMany(file => Named().Matches(File.ReadAllText(Repository.PathOf(file)))
            .Select(match => (File: file, Version: match.Groups[1].Value))).ToArray();
        Assert.That(named.Select(one => one.File),
            Does.Contain("README.md").And.Contain("docs/getting-started.md").And.Contain("samples/app.cs"));
        Assert.That(named.Where(one => one.Version != s_version), Is.Empty, $"Directory.Build.props has {s_version}.");
    }

    [Test]
    public void TheChangelog_BeginsWithTheVersion() =>
        Assert.That(Repository.Lines("CHANGELOG.md").First(line => line.StartsWith("## ", StringComparison.Ordinal)),
            Does.StartWith($"## [{s_version}]"));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal));

    // The forms in which the command line and a single-file program name a package of this repository.
    [GeneratedRegex(@"(?:\bpackage Layers[\w.]* --version |#:package Layers[\w.]*@)([\w.+-]*\w)")]
    private static partial Regex Named();
}
