using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace Layers.Cli.Tests;

/// <summary>Runs the blocks of docs/tool.md if <c>LAYERS_PAGES</c> is set. <c>.ci/run</c> does the same with the installed
/// package.</summary>
internal sealed partial class ToolPageTests
{
    private static readonly string s_page = File.ReadAllText(Repository.PathOf("docs/tool.md"));

    [Test]
    [Platform(Exclude = "Win", Reason = "The blocks are for bash.")]
    [UnsupportedOSPlatform("windows")]
    public void Every_block_runs()
    {
        if (Environment.GetEnvironmentVariable("LAYERS_PAGES") is not { Length: > 0 })
            Assert.Ignore(".ci/run runs the page with the installed package, and LAYERS_PAGES=1 runs it here: it starts some thirty " +
                "processes.");
        using var folder = new Folder();
        File.Copy(Models.Cars, folder["fuel-efficiency.keras"]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "auto-mpg.csv"), folder["auto-mpg.csv"]);
        Directory.CreateDirectory(folder["penguins"]);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "adopt", "penguins")))
            File.Copy(file, Path.Combine(folder["penguins"], Path.GetFileName(file)));
        var tool = Path.Combine(AppContext.BaseDirectory, "Layers.Cli.dll");
        // The first block of the page needs the rows that a later block makes.
        string[] blocks = [.. Blocks().Matches(s_page).Where(match => !match.Groups[1].Success).Select(match => match.Groups[2].Value)
            .OrderBy(block => block.StartsWith("awk", StringComparison.Ordinal) ? 0 : 1)];
        // The tool is a program of its own, so that a block can stop it by its id.
        Directory.CreateDirectory(folder["bin"]);
        File.SetUnixFileMode(folder.Write("bin/layers", $"#!/bin/sh\nexec dotnet \"{tool}\" \"$@\"\n"),
            UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (!Path.Exists("/usr/bin/curl")) blocks = [.. blocks.Where(block => !block.Contains("curl ", StringComparison.Ordinal))];
        var script = folder.Write("page.sh", $"set -euo pipefail\nexport PATH=\"$PWD/bin:$PATH\"\n{string.Join('\n', blocks)}\n");
        using var bash = Process.Start(new ProcessStartInfo("bash", [script])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Multiple(() =>
        {
            Assert.That(bash.ExitCode, Is.Zero, errors.Result + output);
            Assert.That(errors.Result, Is.Empty);
            Assert.That(output, Does.Contain("alike: 0 of 9 features").And.Contain("different: 1 of 9 features").And.Contain("exit code 3")
                .And.Contain("exit code 2"));
            string[] written =
            [
                "mpg.csv", "mpg.parquet", "mpg.jsonl", "all.json", "merged.keras", "mpg.onnx", "mpg-folder/config.json", "penguins.keras",
                "report.html", "report.md", "graph.svg",
            ];
            foreach (var file in written) Assert.That(File.Exists(folder[file]), file);
        });
    }

    [Test]
    public void Every_verb_and_every_exit_code_is_on_the_page()
    {
        var verbs = Run.Fine("--help").Output.Split("Commands:")[1].Split('\n').Select(line => Verb().Match(line))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).ToArray();
        Assert.That(verbs, Has.Length.GreaterThanOrEqualTo(9));
        foreach (var verb in verbs)
        {
            Assert.That(s_page, Does.Contain($"| `{verb} "), "the table of verbs");
            Assert.That(s_page, Does.Contain($"layers {verb} "), "an example");
        }
        foreach (var code in new[] { ExitCode.Fine, ExitCode.Error, ExitCode.Remark, ExitCode.Bad, ExitCode.Fault, ExitCode.Stopped })
            Assert.That(s_page, Does.Contain($"\n| {code} | "));
    }

    [GeneratedRegex("(<!-- ci: install -->\n)?```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^  ([a-z]+) ")]
    private static partial Regex Verb();
}
