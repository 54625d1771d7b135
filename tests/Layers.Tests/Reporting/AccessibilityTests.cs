using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>Checks a report in a browser with axe-core (WCAG 2.2 A and AA, and best practices).</summary>
public sealed partial class AccessibilityTests
{
    private const string Dark = "@media (prefers-color-scheme:dark)";

    [Test]
    public void AxeFindsNothing([Values] bool isDark, [Values(1200, 400)] int width)
    {
        var axe = Environment.GetEnvironmentVariable("LAYERS_AXE") is { Length: > 0 } folder
            ? Path.Combine(folder, "node_modules", "axe-core", "axe.min.js") : "";
        if (!File.Exists(axe)) Assert.Ignore("LAYERS_AXE does not name a folder with axe-core.");
        if (Browser() is not { } browser) throw new IgnoreException("chromium is not on the path.");
        using var known = new ReportedModel();
        known.Model.Fit(known.Rows, "answer", epochs: 3, validationSplit: 0.25);
        var html = known.Model.Report(known.Moved, new ReportOptions { Beside = known.Model }).ToHtml();
        Assert.That(html, Does.Contain(Dark));
        // The page gets the theme, open details, and the script of axe-core, which the policy against scripts would block.
        html = html.Replace(Dark, isDark ? "@media all" : "@media not all", StringComparison.Ordinal)
            .Replace("<details>", "<details open=\"open\">", StringComparison.Ordinal);
        html = Rule().Replace(html, "");
        var script = File.ReadAllText(axe) + """
            ;axe.run().then(found => {
                const where = each => each.nodes.map(node => node.html).join(' ');
                const violations = found.violations.map(each => each.impact + ' ' + each.id + ': ' + where(each));
                document.title = 'found ' + JSON.stringify({ passes: found.passes.length, violations });
            });
            """;
        using var work = new TempFolder();
        var page = work.At("report.html");
        File.WriteAllText(page, html.Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal));
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={work.At("profile")}", $"--window-size={width},900",
            "--virtual-time-budget=60000", "--dump-dom", $"file://{page}",
        ];
        using var process = Process.Start(new ProcessStartInfo(browser, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var dom = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var title = System.Net.WebUtility.HtmlDecode(Title().Match(dom).Groups[1].Value);
        Assert.That(title, Does.StartWith("found "), errors.Result);
        var found = JsonNode.Parse(title["found ".Length..])!;
        Assert.That((int)found["passes"]!, Is.GreaterThan(20));
        Assert.That(found["violations"]!.AsArray().Select(each => (string?)each), Is.Empty);
    }

    private static string? Browser() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    [GeneratedRegex("<meta http-equiv=[^>]*/>")]
    private static partial Regex Rule();

    [GeneratedRegex("<title>(found .*?)</title>", RegexOptions.Singleline)]
    private static partial Regex Title();
}
