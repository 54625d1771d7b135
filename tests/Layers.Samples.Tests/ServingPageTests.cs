using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Layers.AspNetCore;
using Layers.Data;

namespace Layers.Samples.Tests;

/// <summary>The commands of docs/serving.md, run against the sample.</summary>
public sealed partial class ServingPageTests
{
    private const string Page = "docs/serving.md";

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeModel()
    {
        _folder = Directory.CreateTempSubdirectory("layers-serving-").FullName;
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();
        var space = FeatureSpace.Propose(birds, "Species");
        space.Adapt(birds);
        using var model = new Sequential(seed: 1) { space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy);
        model.Fit(birds, "Species", epochs: 20);
        model.Save(Path.Combine(_folder, "penguins.keras"));
    }

    [OneTimeTearDown]
    public void RemoveModel() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task EveryCommand_Runs_AgainstTheSample()
    {
        if (OperatingSystem.IsWindows() || !Run("bash", "command -v curl > /dev/null").Succeeded)
            Assert.Ignore("bash or curl is not installed.");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Serving.dll"), "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using var server = Process.Start(start)!;
        try
        {
            var url = await UrlOf(server);
            var blocks = Markdown.Blocks(Page);
            var commands = 0;
            for (var i = 0; i < blocks.Count; i++)
            {
                if (blocks[i].Language != "sh") continue;
                var commandLines = string.Join('\n', blocks[i].Lines).Replace("http://localhost:5000", url, StringComparison.Ordinal);
                var (succeeded, output) = Run("bash", $"set -e\n{commandLines}");
                Assert.That(succeeded, Is.True, $"{blocks[i]}: {output}");
                commands++;
                if (i + 1 < blocks.Count && blocks[i + 1].Language == "json")
                    AreAlike(JsonNode.Parse(string.Concat(blocks[i + 1].Lines))!, JsonNode.Parse(output)!, blocks[i + 1].ToString());
            }
            Assert.That(commands, Is.GreaterThanOrEqualTo(7));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Test]
    public async Task AModel_IsServedWithoutAWebApplication()
    {
        var (path, stop, reports) = (Path.Combine(_folder, "penguins.keras"), CancellationToken.None, new List<SkewReport>());
        var utf8 = """
            {"Island": "Biscoe", "Sex": "MALE", "Beak Length (mm)": 50, "Beak Depth (mm)": 15, "Flipper Length (mm)": 222,
             "Body Mass (g)": 5700}
            """u8.ToArray();

        #region alone
        using var served = new ServedModel(path, new ServedModelOptions { SkewSample = 1, SkewRows = 200 });
        served.SkewReported += (_, report) => reports.Add(report);                            // on a thread of the pool
        ServedPrediction answer = await served.PredictJsonAsync(utf8, stop);
        Console.WriteLine($"{answer.Prediction} by {answer.Version[..12]}");
        await served.ReloadAsync(stop);                                                       // returns when the current file is served
        #endregion

        Assert.That(answer.Prediction.Label, Is.EqualTo("Gentoo"));
    }

    // The numbers are of another training run: names, texts and the number of answers are the same.
    private static void AreAlike(JsonNode shown, JsonNode received, string where)
    {
        switch (shown)
        {
            case JsonObject members:
                Assert.That(received.AsObject().Select(member => member.Key), Is.EqualTo(members.Select(member => member.Key)), where);
                foreach (var (name, value) in members) AreAlike(value!, received[name]!, where);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                Assert.That((string?)received, Is.EqualTo(text), where);
                break;
            default:
                Assert.That(received.GetValueKind(), Is.EqualTo(shown.GetValueKind()), where);
                break;
        }
    }

    private static async Task<string> UrlOf(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
            if (Listening().Match(line) is { Success: true } match)
            {
                // Reads the rest, because a full pipe would block the server.
                _ = server.StandardOutput.ReadToEndAsync();
                return match.Groups[1].Value;
            }
        throw new AssertionException("The server ended before it listened.");
    }

    private static (bool Succeeded, string Output) Run(string shell, string script)
    {
        using var process =
            Process.Start(new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, process.ExitCode == 0 ? output : output + error.Result);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
