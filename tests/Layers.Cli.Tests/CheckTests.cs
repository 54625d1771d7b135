namespace Layers.Cli.Tests;

internal sealed class CheckTests
{
    [Test]
    public void Rows_of_training_are_alike()
    {
        var run = Run.Fine("check", Models.Penguins, Models.Birds);
        Assert.That(run.Output, Does.StartWith("alike: 0 of 6 features of 344 rows"));
    }

    [Test]
    public void An_empty_cell_is_missing_beside_other_texts()
    {
        using var folder = new Folder();
        var lines = File.ReadAllLines(Models.Birds);
        Assert.That(lines.Any(line => line.Contains(",,", StringComparison.Ordinal)), "the file has empty cells");
        var rows = folder.Write("birds.csv", string.Join('\n', lines.Select(line => line.Replace(",,", ",n/a,", StringComparison.Ordinal)))
            + "\n");
        var run = Run.Fine("check", Models.Penguins, rows, "--missing", "n/a");
        Assert.That(run.Output, Does.StartWith("alike: 0 of 6 features of 344 rows"));
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
    public void A_small_move_is_shifted()
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
        // The digits are categories, and the numbers are all missing.
        var rows = folder.Write("zip.csv", "zip,rooms\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{10001 + row % 3},\n")));
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
    public void Json_has_null_for_a_number_that_is_not_known()
    {
        var run = Run.Fine("check", Models.Penguins, Models.Birds, "--json");
        var features = run.Json["features"]!.AsArray().Select(feature => feature!.AsObject()).ToList();
        var (words, numbers) = (features.First(feature => (string?)feature["name"] == "Island"),
            features.First(feature => (string?)feature["name"] == "Body Mass (g)"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Not.Contain("NaN"));
            Assert.That(words.ContainsKey("mean_shift") && words["mean_shift"] is null, "the key is present with null");
            Assert.That((double)words["new_category_share"]!, Is.Zero);
            Assert.That(numbers.ContainsKey("new_category_share") && numbers["new_category_share"] is null);
            Assert.That((double)numbers["mean_shift"]!, Is.Zero.Within(1e-9));
            Assert.That(((int)run.Json["compared"]!, (int)run.Json["moved"]!), Is.EqualTo((6, 0)));
        });
    }

    [Test]
    public void Infinities_stay_texts_in_JSON()
    {
        var numbers = new Dictionary<string, double>
        {
            ["a"] = double.PositiveInfinity,
            ["b"] = double.NegativeInfinity,
            ["c"] = double.NaN,
            ["d"] = 1.5,
        };
        var result = new ReportResult("m", null, null, null, numbers, null, [], null, null, null);
        var json = System.Text.Json.JsonSerializer.Serialize(result, ToolJson.Written.ReportResult);
        Assert.That(System.Text.Json.Nodes.JsonNode.Parse(json)!["measured"]!.ToJsonString(),
            Is.EqualTo("""{"a":"Infinity","b":"-Infinity","c":null,"d":1.5}"""));
    }

    [Test]
    public void Data_without_rows_has_nothing_to_compare()
    {
        using var folder = new Folder();
        foreach (var (model, rows) in new[] { (Models.Penguins, Models.Birds), (Models.Cars, Models.CarRows) })
            Assert.That(Run.Refused("check", model, folder.Write("none.csv", File.ReadLines(rows).First() + "\n")),
                Does.Contain("no rows").And.Not.Contain("learn"));
    }

    [Test]
    public void A_model_without_statistics_is_refused()
    {
        using var folder = new Folder();
        using (var model = new Sequential { new Input(9), new Dense(1) }) model.Save(folder["plain.keras"]);
        Assert.That(Run.Refused("check", folder["plain.keras"], Models.CarRows), Does.Contain("adapted"));
    }

    private static string Scaled(Folder folder, double factor) =>
        folder.Write("scaled.csv", string.Join('\n', File.ReadLines(Models.CarRows).Select((line, i) =>
    {
        var cells = line.Split(',');
        if (i > 0) cells[3] = (double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture) * factor)
            .ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    })));
}
