using System.Text.Json.Nodes;

namespace Layers.Cli.Tests;

/// <summary>Errors of users: each is one line that states the fault and its place.</summary>
internal sealed class FaultTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Unknown_commands()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predct"), Does.Contain("no verb 'predct'").And.Contain("Did you mean 'predict'?")
                .And.Contain("layers --help"));
            Assert.That(Run.Refused("predict"), Does.Contain("predict --help"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--formt", "csv"), Does.Contain("--format"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--format", "xls"), Does.Contain("xls"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--batch", "0"), Does.Contain("1 row or more"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--type", "weight"), Does.Contain("name=type"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--type", "weght=number"), Does.Contain("weght")
                .And.Contain("weight"));
            Assert.That(Run.Refused("completion", "fish"), Does.Contain("fish"));
            Assert.That(Run.Refused(), Does.Contain("layers --help"));
        });
    }

    [Test]
    public void Files_that_are_not_models()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("inspect", _folder["none.keras"]), Does.Contain("no file").And.Contain("none.keras"));
            Assert.That(Run.Refused("inspect", _folder["empty"]), Does.Contain("empty"));
            Assert.That(Run.Refused("inspect", _folder.Write("garbage.keras", "this is no zip file")), Does.Contain("garbage.keras"));
            Assert.That(Run.Refused("inspect", _folder.Write("zero.keras", "")), Does.Contain("zero.keras"));
            var cut = _folder["cut.keras"];
            File.WriteAllBytes(cut, File.ReadAllBytes(Models.Cars)[..2000]);
            Assert.That(Run.Refused("predict", cut, Models.CarRows), Does.Contain("cut.keras"));
        });
    }

    [Test]
    public void Data_that_does_not_fit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", Models.Penguins, _folder["none.csv"]), Does.Contain("no file"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Root), Does.Contain("folder"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("birds.data", "a")), Does.Contain("--format"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("empty.csv", "")), Does.Contain("empty.csv"));
            var header = File.ReadLines(Models.Birds).First();
            Assert.That(Run.Fine("predict", Models.Penguins, _folder.Write("header.csv", header + "\n"))
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), "there are no answers without rows");
            Assert.That(Run.Refused("check", Models.Penguins, _folder["header.csv"]), Does.Contain("row"));
            Assert.That(Run.Refused("verify", Models.Penguins, _folder["header.csv"]), Does.Contain("no rows"));
            Assert.That(Run.Refused("predict", Models.Penguins,
                _folder.Write("misspelt.csv", header.Replace("Island", "Iland") + "\nA,B,1,2,3,4,C\n")), Does.Contain("no column 'Island'")
                .And.Contain("Did you mean 'Iland'?"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("words.csv", header + "\nA,B,1,2,3,heavy,C\n")),
                Does.Contain("Body Mass (g)").And.Contain("heavy"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("bad.jsonl", "{\"Island\": \"Dream\"\n{")),
                Does.Contain("bad.jsonl"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("bad.parquet", "no parquet")), Does.Contain("bad.parquet"));
            Assert.That(Run.Refused("predict", Models.Penguins, Models.Birds, "--keep", "Wingspan"), Does.Contain("Wingspan")
                .And.Contain("--keep"));
        });
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        const string Header = "Island,Beak Length (mm),Beak Depth (mm),Flipper Length (mm),Body Mass (g),Sex,Species\n";
        yield return Case("a text in a column of numbers", "--type", ("birds.csv", Header + "Dream,1,2,3,heavy,MALE,Adelie\n"));
        yield return Case("a text for a missing number", "--missing", ("birds.csv", Header + "Dream,1,2,3,n/a,MALE,Adelie\n"));
        yield return Case("a decimal comma", "decimal point", ("birds.csv", Header + "Dream,1,2,3,\"3,5\",MALE,Adelie\n"));
        yield return Case("a text in a column of JSON", "--type", ("birds.jsonl",
            "{\"Island\":\"Dream\",\"Beak Length (mm)\":1,\"Beak Depth (mm)\":2,"
                + "\"Flipper Length (mm)\":3,\"Body Mass (g)\":\"x\",\"Sex\":null}\n"));
        yield return Case("files of other columns", "the same columns",
            ("a.csv", Header + "Dream,1,2,3,4,MALE,Adelie\n"), ("b.csv", "Island\nDream\n"));

        static TestCaseData Case(string name, string advice, params (string Name, string Text)[] files) =>
            new TestCaseData(advice, files).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Misfits))]
    public void Advice_is_that_of_the_tool(string advice, (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files) _folder.Write(name, text);
        var path = files.Length == 1 ? _folder[files[0].Name] : _folder["*.csv"];
        foreach (var verb in new[] { "predict", "check", "report" })
            Assert.That(Run.Refused(verb, Models.Penguins, path), Does.Contain(advice).And.Not.Match(OfCode), verb);
    }

    [Test]
    public void Types_that_do_not_fit_name_the_option()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", Models.Penguins, Models.Birds, "--type", "Iland=text"),
                Does.Contain("--type has a column 'Iland', which does not exist").And.Not.Match(OfCode));
            Assert.That(Run.Refused("check", Models.Penguins, Models.Birds, "--type", "Body Mass (g)=date"),
                Does.Contain("2024-02-29").And.Contain("--type").And.Not.Match(OfCode));
            var fractions = _folder.Write("fractions.csv", CarFractions());
            Assert.That(Run.Refused("check", Models.Cars, fractions, "--type", "weight=integer"), Does.Contain("--type")
                .And.Not.Match(OfCode));
        });

        static string CarFractions() => Models.CarColumns + "\n8,307,130,3504.5,12,70,1,0,0\n";
    }

    [Test]
    public void Quoted_names_stay_in_messages()
    {
        var message = ToolAdvice.Of(
            "CSV 'my. Types.csv': the model's column 'Select' in row 3 has 'a. Types', which is no number. Leave it out with Select.");
        Assert.That(message, Is.EqualTo(
            "CSV 'my. Types.csv': the model's column 'Select' in row 3 has 'a. Types', which is no number. Correct the data."));
    }

    // Options and types of the library, which a user of the tool cannot set.
    private const string OfCode =
        @"Options\b|ColumnType|SampleRows|DecimalSeparator|DateFormat|UnifyByName|\bSelect\b|\bTypes\b|ReadTables|ToTable|nameof";

    [Test]
    public void Answers_that_cannot_be_written()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "-o", _folder["none/answers.csv"]), Does.Contain("no folder"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "-o", _folder.Root, "--as", "csv"), Does.Contain("folder"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "-o", _folder["answers"]), Does.Contain("--as"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--as", "parquet"), Does.Contain("-o"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "-o", Models.CarRows), Does.Contain("another file"));
        });
    }

    [Test]
    public void Json_errors_are_one_object_and_verbose_errors_have_a_stack_trace()
    {
        var run = Run.Of("inspect", _folder["none.keras"], "--json");
        var json = JsonNode.Parse(run.Error)!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Error));
            Assert.That(run.Error.Trim(), Does.Not.Contain("\n"));
            Assert.That((string?)json["error"], Does.Contain("none.keras"));
            Assert.That((int)json["exit_code"]!, Is.EqualTo(1));
            Assert.That(Run.Of("inspect", _folder["none.keras"], "--verbose").Error, Does.Contain("   at Layers.Cli."));
        });
    }

    [Test]
    public void A_fault_of_the_tool_is_reported_as_one()
    {
        using StringWriter output = new(), error = new();
        var code = Faults.Write(new Terminal(output, error), new NullReferenceException("nothing here"), json: false, verbose: false);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCode.Fault));
            Assert.That(error.ToString(), Does.StartWith("error: Bug in Layers: NullReferenceException: nothing here"));
        });
    }

    private static IEnumerable<TestCaseData> Places()
    {
        yield return new TestCaseData("answers.csv", (string place) => new[] { "predict", Models.Cars, Models.CarRows, "-o", place })
            .SetArgDisplayNames("predict");
        yield return new TestCaseData("state.json", (string place) => new[] { "adapt", Models.Cars, Models.CarRows, "--state", place })
            .SetArgDisplayNames("adapt, a state");
        yield return new TestCaseData("model.keras", (string place) => new[] { "adapt", Models.Cars, Models.CarRows, "-o", place })
            .SetArgDisplayNames("adapt, a model");
        yield return new TestCaseData("model.keras", (string place) => new[] { "convert", Models.Cars, place })
            .SetArgDisplayNames("convert");
        yield return new TestCaseData("model.onnx", (string place) => new[] { "convert", Models.Cars, place })
            .SetArgDisplayNames("convert to ONNX");
        yield return new TestCaseData("model.keras", (string place) => new[] { "adopt", Models.Cars, "-o", place })
            .SetArgDisplayNames("adopt");
        yield return new TestCaseData("report.html", (string place) => new[] { "report", "none.keras", "-o", place })
            .SetArgDisplayNames("report");
        yield return new TestCaseData("all.json", (string place) => new[] { "merge", "none.json", "-o", place })
            .SetArgDisplayNames("merge");
    }

    [TestCaseSource(nameof(Places))]
    public void A_path_that_cannot_be_written_is_refused_before_any_work(string name, Func<string, string[]> command)
    {
        Directory.CreateDirectory(_folder[name]);
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused(command(_folder[name])), Does.Contain($"{name} is a folder: name a file."));
            Assert.That(Run.Refused(command(Path.Combine(_folder["none"], name))), Does.Contain("There is no folder").And.Contain(name));
            Assert.That(Directory.EnumerateFileSystemEntries(_folder.Root, "*", SearchOption.AllDirectories), Has.Exactly(1).Items);
        });
    }

    [Test]
    public void A_state_is_not_written_where_the_model_cannot_be()
    {
        Run.Refused("adapt", Models.Cars, Models.CarRows, "--state", _folder["state.json"], "-o", _folder["model.zip"]);
        Assert.That(Directory.GetFiles(_folder.Root), Is.Empty);
    }

    [Test]
    public void Messages_name_the_nearest_of_many_columns()
    {
        string[] names = [.. Enumerable.Range(10, 30).Select(i => $"column {i}")];
        var rows = _folder.Write("wide.csv", $"{string.Join(',', names)}\n{string.Join(',', names.Select(_ => "1"))}\n");
        string[] commands = ["predict --keep", "adapt -o new.keras --label", "report --label", "predict --columns"];
        Assert.Multiple(() =>
        {
            foreach (var command in commands)
            {
                string[] words = [.. command.Split(' '), "colum 22"];
                var error = Run.Refused([words[0], Models.Cars, rows, .. words[1..]]);
                Assert.That(error, Does.Contain($"has no column 'colum 22', which {words[^2]} asks for. Did you mean 'column 22'? It has "),
                    command);
                Assert.That(error, Does.EndWith(" … and 27 more."), command);
            }
        });
    }

    [TestCase("diff")]
    [TestCase("verify")]
    public void A_tolerance_is_0_or_more(string verb)
    {
        string[] command = verb == "diff" ? [verb, Models.Cars, Models.Cars, Models.CarRows] : [verb, Models.Cars, Models.CarRows];
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused([.. command, "--tolerance", "-1"]), Does.Contain("--tolerance takes 0 or more"));
            Assert.That(Run.Refused([.. command, "--tolerance", "NaN"]), Does.Contain("--tolerance takes 0 or more"));
        });
    }

    [Test]
    public void An_error_keeps_what_caused_it()
    {
        var path = _folder.Write("no.onnx", "no model");
        var verbose = Run.Of("verify", Models.Cars, Models.CarRows, "--onnx", path, "--verbose");
        Assert.Multiple(() =>
        {
            Assert.That(verbose.Code, Is.EqualTo(ExitCode.Error));
            Assert.That(verbose.Error, Does.Contain("ONNX Runtime cannot open")
                .And.Contain("---> Microsoft.ML.OnnxRuntime.OnnxRuntimeException"));
        });
    }

    [Test]
    public void A_range_that_is_not_known_is_a_question_mark()
    {
        var moments = new FeatureMoments(4, 2, 8, double.NegativeInfinity, double.PositiveInfinity) { Quantiles = [1, 2, 3] };
        AdaptState.Of(4, [moments]).Save(_folder["state.json"]);
        var json = Run.Fine("inspect", _folder["state.json"], "--json").Json["learned"]![0]!["numbers"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(Run.Fine("inspect", _folder["state.json"]).Output, Does.Match(@"2 │ +1\.41421 │ +\? │ +2 │ +\? │"));
            Assert.That((string?)json["minimum"], Is.EqualTo("-Infinity"));
            Assert.That(json["histogram"], Is.Null);
        });
    }
}
