using System.Xml;
using System.Xml.Linq;

namespace Layers.Cli.Tests;

internal sealed class ReportTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_model_alone_goes_to_standard_output_as_Markdown()
    {
        var run = Run.Fine("report", Models.Penguins);
        Assert.Multiple(() =>
        {
            Assert.That(run.Output,
                Does.StartWith("# penguins.keras\n").And.Contain("```mermaid\nflowchart ").And.Contain("## Features in training"));
            Assert.That(run.Output, Does.Contain("## Training"));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public void A_page_has_the_rows_of_today_and_their_evaluation()
    {
        var run = Run.Fine("report", Models.Penguins, Models.Birds, "-o", _folder["report.html"], "--json");
        var html = File.ReadAllText(_folder["report.html"]);
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var headings = XDocument.Load(reader).Descendants().Where(element => element.Name.LocalName == "h2")
            .Select(element => element.Value).ToArray();
        using var model = Model.Load(Models.Penguins);
        var measured = model.Evaluate(DataFile.Csv(Models.Birds));
        Assert.Multiple(() =>
        {
            Assert.That((string?)run.Json["verdict"], Is.EqualTo("alike"));
            Assert.That((long)run.Json["rows"]!, Is.EqualTo(344));
            Assert.That((long)run.Json["bytes"]!, Is.EqualTo(new FileInfo(_folder["report.html"]).Length).And.LessThan(300_000));
            Assert.That((double)run.Json["measured"]!["loss"]!, Is.EqualTo(measured["loss"]).Within(1e-9));
            Assert.That(run.Json["importances"]!.AsArray().Select(each => (string?)each!["column"]),
                Is.EquivalentTo(model.Signature.Inputs.Select(column => column.Name)));
            Assert.That(headings, Is.SupersetOf(
                new[] { "Features in training and today", "Importance of the columns", "Evaluation", "Training" }));
        });
    }

    [Test]
    public void Label_names_the_labels_of_rows_by_position()
    {
        var run = Run.Fine("report", Models.Cars, Priced(), "--label", "mpg", "--repeats", "1", "-o", _folder["report.md"]);
        Assert.That(run.Output, Does.Contain("report.md: ").And.Contain("rows are alike"));
        Assert.That(File.ReadAllText(_folder["report.md"]),
            Does.Contain("## Importance of the columns").And.Contain("| weight |").And.Not.Contain("| mpg |"));
    }

    [Test]
    public void Two_models_are_shown_side_by_side()
    {
        var run = Run.Fine("report", Models.Penguins, Models.Birds, "--beside", Models.Penguins, "--repeats", "0", "--title", "Both");
        Assert.That(run.Output, Does.StartWith("# Both\n").And.Contain("## Side by side").And.Not.Contain("## Importance of the columns"));
    }

    [TestCase("graph.svg", "<svg ")]
    [TestCase("graph.mmd", "flowchart ")]
    public void The_diagram_is_written_alone(string name, string start)
    {
        Run.Fine("report", Models.Cars, "-o", _folder[name]);
        Assert.That(File.ReadAllText(_folder[name]), Does.StartWith(start));
    }

    [Test]
    public void Rows_in_other_units_are_not_an_error()
    {
        var rows = _folder.Write("pounds.csv", File.ReadAllText(Models.CarRows).Replace(",3", ",9"));
        Assert.That(Run.Fine("report", Models.Cars, rows, "--json").Json["verdict"]!.ToString(), Is.EqualTo("different"));
    }

    [Test]
    public void Errors_are_one_line()
    {
        var header = File.ReadLines(Models.Birds).First();
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("report", _folder["none.keras"]), Does.Contain("no file"));
            Assert.That(Run.Refused("report", Models.Penguins, _folder["none.csv"]), Does.Contain("no file"));
            Assert.That(Run.Refused("report", Models.Penguins, _folder.Write("empty.csv", "")), Does.Contain("empty.csv"));
            Assert.That(Run.Refused("report", Models.Penguins, _folder.Write("header.csv", header + "\n")), Does.Contain("row"));
            Assert.That(Run.Refused("report", Models.Penguins,
                _folder.Write("misspelt.csv", header.Replace("Island", "Iland") + "\nA,B,1,2,3,4,C\n")),
                Does.Contain("Did you mean 'Iland'?"));
            Assert.That(Run.Refused("report", Models.Penguins, _folder.Write("words.csv", header + "\nA,B,1,2,3,heavy,C\n")),
                Does.Contain("Body Mass (g)").And.Contain("heavy"));
            Assert.That(Run.Refused("report", Models.Penguins, Models.Birds, "--label", "Specis"),
                Does.Contain("--label").And.Contain("'Species'"));
            Assert.That(Run.Refused("report", Models.Penguins, _folder.Write("species.csv", "Species\nAdelie\n")),
                Does.Contain("no other columns"));
            Assert.That(Run.Refused("report", Models.Penguins, "--label", "Species"), Does.Contain("there is no data"));
            Assert.That(Run.Refused("report", Models.Penguins, "-o", _folder["report.pdf"]), Does.Contain(".html"));
            Assert.That(Run.Refused("report", Models.Penguins, "-o", _folder["none/report.html"]), Does.Contain("no folder"));
            Assert.That(Run.Refused("report", Models.Penguins, "-o", _folder.Root), Does.Contain("folder"));
            Assert.That(Run.Refused("report", Models.Penguins, Models.Birds, "--repeats", "-1"), Does.Contain("0 or more"));
            Assert.That(Run.Refused("report", Models.Cars, Priced()), Does.Contain("takes 9 features").And.Contain("gives 10"));
            Assert.That(Run.Refused("report", Models.Penguins, Models.CarRows, "--beside", Models.Cars), Does.Contain("no column"));
            Assert.That(Directory.GetFiles(_folder.Root, "report*"), Is.Empty);
        });
    }

    // The rows of the cars, with a column of labels.
    private string Priced() => _folder.Write("priced.csv",
        string.Join('\n', File.ReadLines(Models.CarRows).Select((line, row) => row == 0 ? line + ",mpg" : $"{line},{row % 30}")));
}
