using Layers.Data;

namespace Layers.Samples.Tests;

/// <summary>The examples of docs/report.md.</summary>
public sealed class ReportDocsTests : FolderTests
{
    [Test]
    public void AReport_IsMadeAndWritten()
    {
        var before = Environment.CurrentDirectory;
        var (training, today) = Birds().Split(0.8, stratify: "Species", seed: 1);
        using var model = Penguins(training, 16, epochs: 5);
        using var smaller = Penguins(training, 2, epochs: 1);
        try
        {
            Environment.CurrentDirectory = Folder;

            #region report
            ModelReport report = model.Report(today);               // rows of today; if they have labels, the model is evaluated too
            report.Save("report.html");                             // one page; .md, .mmd and .svg are written by their endings
            SkewVerdict verdict = report.Skew!.Verdict;             // the content of the page as objects
            FeatureImportance most = report.Importances[0];
            string table = report.ToMarkdown();
            #endregion

            #region options
            var options = new ReportOptions { Title = "Penguins of 2009", Label = "Species", Beside = smaller, Repeats = 10 };
            ModelReport both = model.Report(today, options);
            string page = both.ToHtml();
            #endregion

            Assert.Multiple(() =>
            {
                Assert.That(File.ReadAllText("report.html"), Is.EqualTo(report.ToHtml()));
                Assert.That(verdict, Is.EqualTo(model.Check(today).Verdict));
                Assert.That(most.Column, Is.EqualTo("Beak Length (mm)"));
                Assert.That(most.Increase, Is.GreaterThan(0.1));
                Assert.That(table, Does.Contain("| Beak Length (mm) |"));
                Assert.That(both.Evaluation!["accuracy"], Is.GreaterThan(both.Beside!.Evaluation!["accuracy"]));
                Assert.That(page, Does.Contain("<h1>Penguins of 2009</h1>").And.Contain("Side by side"));
            });
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void TheCommittedPicture_IsCurrent()
    {
        using var model = Penguins(Birds(), 16, epochs: 0);
        var drawn = model.Report().ToSvg();
        var path = Repository.PathOf("docs/report-graph.svg");
        if (Environment.GetEnvironmentVariable("LAYERS_NEW_PICTURES") is { Length: > 0 }) File.WriteAllText(path, drawn);
        Assert.That(File.ReadAllText(path), Is.EqualTo(drawn), "The picture is stale: run this test with LAYERS_NEW_PICTURES=1.");
    }

    private static Table Birds() => DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();

    private static Sequential Penguins(Table training, int units, int epochs)
    {
        var space = new FeatureSpace
        {
            { ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"], new Imputation(), new Normalization() },
            { ["Island", "Sex"], new OneHotEncoding(UnknownCategory.Ignore) },
        };
        space.Adapt(training);
        var model = new Sequential(seed: 1, name: "penguins")
        {
            space, new Dense(units, Activation.Relu, name: "hidden"), new Dense(3, Activation.Softmax, name: "species"),
        };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        model.Fit(training, "Species", epochs: epochs);
        return model;
    }
}
