using System.Text.Json.Nodes;

namespace Layers.Cli.Tests;

/// <summary>What users get wrong: one line that says what and where.</summary>
internal sealed class FaultTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Commands_that_are_none()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predct"), Does.Contain("no verb 'predct'").And.Contain("Did you mean 'predict'?").And.Contain("layers --help"));
            Assert.That(Run.Refused("predict"), Does.Contain("predict --help"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--formt", "csv"), Does.Contain("--format"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--format", "xls"), Does.Contain("xls"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--batch", "0"), Does.Contain("1 row or more"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--type", "weight"), Does.Contain("name=type"));
            Assert.That(Run.Refused("predict", Models.Cars, Models.CarRows, "--type", "weght=number"), Does.Contain("weght").And.Contain("weight"));
            Assert.That(Run.Refused("completion", "fish"), Does.Contain("fish"));
            Assert.That(Run.Refused(), Does.Contain("layers --help"));
        });
    }

    [Test]
    public void Models_that_are_none()
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
    public void Data_that_do_not_fit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", Models.Penguins, _folder["none.csv"]), Does.Contain("no file"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Root), Does.Contain("folder"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("birds.data", "a")), Does.Contain("--format"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("empty.csv", "")), Does.Contain("empty.csv"));
            var header = File.ReadLines(Models.Birds).First();
            Assert.That(Run.Fine("predict", Models.Penguins, _folder.Write("header.csv", header + "\n")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), "no rows, no answers");
            Assert.That(Run.Refused("check", Models.Penguins, _folder["header.csv"]), Does.Contain("row"));
            Assert.That(Run.Refused("verify", Models.Penguins, _folder["header.csv"]), Does.Contain("no rows"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("misspelt.csv", header.Replace("Island", "Iland") + "\nA,B,1,2,3,4,C\n")), Does.Contain("no column 'Island'").And.Contain("Did you mean 'Iland'?"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("words.csv", header + "\nA,B,1,2,3,heavy,C\n")), Does.Contain("Body Mass (g)").And.Contain("heavy"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("bad.jsonl", "{\"Island\": \"Dream\"\n{")), Does.Contain("bad.jsonl"));
            Assert.That(Run.Refused("predict", Models.Penguins, _folder.Write("bad.parquet", "no parquet")), Does.Contain("bad.parquet"));
            Assert.That(Run.Refused("predict", Models.Penguins, Models.Birds, "--keep", "Wingspan"), Does.Contain("Wingspan").And.Contain("--keep"));
        });
    }

    [Test]
    public void Answers_that_have_no_place()
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
    public void Json_errors_are_one_object_and_verbose_ones_have_their_place()
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
    public void A_fault_of_the_tool_is_said_to_be_one()
    {
        using StringWriter output = new(), error = new();
        var code = Faults.Tell(new Terminal(output, error), new NullReferenceException("nothing here"), json: false, verbose: false);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCode.Fault));
            Assert.That(error.ToString(), Does.StartWith("error: Bug in Layers: NullReferenceException: nothing here"));
        });
    }
}
