namespace Layers.Cli.Tests;

internal sealed class CheckTests
{
    [Test]
    public void Rows_of_training_are_alike()
    {
        var run = Run.Fine("check", Models.Penguins, Models.Birds);
        Assert.That(run.Output, Does.StartWith("alike: 0 of 10 features of 344 rows"));
    }

    [Test]
    public void An_empty_cell_is_missing_whatever_else_is()
    {
        using var folder = new Folder();
        var lines = File.ReadAllLines(Models.Birds);
        Assert.That(lines.Any(line => line.Contains(",,", StringComparison.Ordinal)), "the file has empty cells");
        var rows = folder.Write("birds.csv", string.Join('\n', lines.Select(line => line.Replace(",,", ",n/a,", StringComparison.Ordinal))) + "\n");
        var run = Run.Fine("check", Models.Penguins, rows, "--missing", "n/a");
        Assert.That(run.Output, Does.StartWith("alike: 0 of 10 features of 344 rows"));
    }

    [Test]
    public void Other_units_are_different()
    {
        using var folder = new Folder();
        var rows = Scaled(folder, 0.4536);
        var run = Run.Of("check", Models.Cars, rows, "--json");
        var weight = run.Json["features"]![3]!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Bad));
            Assert.That((string?)run.Json["verdict"], Is.EqualTo("different"));
            Assert.That((string?)weight["verdict"], Is.EqualTo("different"));
            Assert.That((string?)weight["reason"], Does.Contain("outside 1613 to 5140"));
            Assert.That((string?)run.Json["features"]![0]!["verdict"], Is.EqualTo("alike"));
        });
    }

    [Test]
    public void A_small_move_has_shifted()
    {
        using var folder = new Folder();
        var run = Run.Of("check", Models.Cars, Scaled(folder, 1.07));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Remark), run.Output);
            Assert.That(run.Output, Does.StartWith("shifted: 1 of 9 features"));
        });
    }

    [Test]
    public void The_tool_and_the_library_read_the_same_types()
    {
        using var folder = new Folder();
        using var space = new FeatureSpace { Feature.StringCategorical("zip"), Feature.FloatNormalized("rooms") };
        space.Adapt(Table.Of(Column.Text("zip", "10001", "10002", "10003"), Column.Number("rooms", 1, 2, 4)));
        using (var model = new Sequential(seed: 1) { space, new Dense(1) }) model.Save(folder["zip.keras"]);
        // Digits that are categories, and numbers that did not come.
        var rows = folder.Write("zip.csv", "zip,rooms
" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{10001 + row % 3},\n")));
        using var loaded = Model.Load(folder["zip.keras"]);
        var report = loaded.Check(DataFile.Csv(rows));
        var run = Run.Of("check", folder["zip.keras"], rows, "--json");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Bad));
            Assert.That(run.Json["features"]!.AsArray().Select(feature => ((string?)feature!["name"], (string?)feature["verdict"])),
                Is.EqualTo(report.Features.Select(feature => (feature.Name, feature.Verdict.ToString().ToLowerInvariant()))));
            Assert.That(report.Features.Single(feature => feature.Name == "zip").Verdict, Is.EqualTo(SkewVerdict.Alike));
            Assert.That(report.Features.Single(feature => feature.Name == "rooms").Reason, Does.Contain("missing"));
        });
    }

    [Test]
    public void Nothing_to_compare_with_is_said()
    {
        using var folder = new Folder();
        using (var model = new Sequential { new Input(9), new Dense(1) }) model.Save(folder["plain.keras"]);
        Assert.That(Run.Refused("check", folder["plain.keras"], Models.CarRows), Does.Contain("adapted"));
    }

    private static string Scaled(Folder folder, double factor) => folder.Write("scaled.csv", string.Join('\n', File.ReadLines(Models.CarRows).Select((line, i) =>
    {
        var cells = line.Split(',');
        if (i > 0) cells[3] = (double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture) * factor).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    })));
}
