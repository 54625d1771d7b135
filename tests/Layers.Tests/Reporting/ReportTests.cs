namespace Layers.Tests;

public sealed class ReportTests
{
    private ReportedModel _known = null!;

    [OneTimeSetUp]
    public void Make() => _known = new ReportedModel();

    [OneTimeTearDown]
    public void Free() => _known.Dispose();

    [Test]
    public void AModelAlone_HasItsGraphAndItsStatistics()
    {
        var report = _known.Model.Report();
        Assert.Multiple(() =>
        {
            Assert.That(report.Title, Is.EqualTo("decision"));
            Assert.That((report.Skew, report.Evaluation, report.Beside),
                Is.EqualTo(((SkewReport?)null, (Evaluation?)null, (ModelReport?)null)));
            Assert.That(report.Importances, Is.Empty);
            // The features are in the order of the space, which is alphabetical.
            Assert.That(report.Features.Shown.Select(feature => feature.Name), Is.EqualTo(new[] { "kind", "used", "idle" }));
            Assert.That(report.Features.Shown[1].Numbers!.Minimum, Is.EqualTo(-20));
            Assert.That(report.Features.Shown[0].CategoryShares.Select(each => (each.Category, each.Was)),
                Is.EqualTo(new[] { ("usual", 0.75), ("rare", 0.25) }));
            Assert.That(report.Facts.Single(fact => fact.Key == "parameters").Value, Does.StartWith("15, 10 of them trainable"));
        });
    }

    [Test]
    public void RowsOfTraining_AreAlike()
    {
        var report = _known.Model.Report(_known.Rows);
        Assert.Multiple(() =>
        {
            Assert.That(report.Skew!.Verdict, Is.EqualTo(SkewVerdict.Alike));
            Assert.That(report.Skew.Rows, Is.EqualTo(40));
            foreach (var feature in report.Features.Shown.Where(each => each.SharesNow is not null))
            {
                Assert.That(feature.SharesNow!.Skip(1).Take(feature.Numbers!.Histogram!.Shares.Count),
                    Is.EqualTo(feature.Numbers.Histogram.Shares).Within(1e-12), feature.Name);
                Assert.That((feature.SharesNow![0], feature.SharesNow[^1]), Is.EqualTo((0.0, 0.0)), feature.Name);
            }
        });
    }

    [Test]
    public void AFeatureInAnotherUnit_IsFirstWithItsVerdict()
    {
        var report = _known.Model.Report(_known.Moved);
        var first = report.Features.Shown[0];
        Assert.Multiple(() =>
        {
            Assert.That(report.Skew!.Verdict, Is.EqualTo(SkewVerdict.Different));
            Assert.That((first.Name, first.Skew!.Verdict), Is.EqualTo(("used", SkewVerdict.Different)));
            // The range of training ends at ±20. Tripled values are outside if the value was 7 or more: fourteen of forty rows on each
            // side.
            Assert.That(first.SharesNow![0], Is.EqualTo(0.35).Within(1e-12));
            Assert.That(first.SharesNow[^1], Is.EqualTo(0.35).Within(1e-12));
            Assert.That(first.SharesNow.Sum(), Is.EqualTo(1).Within(1e-12));
            Assert.That(first.Now!.Value.Deviation, Is.EqualTo(3 * first.Numbers!.Deviation).Within(1e-9));
            Assert.That(report.ToHtml(), Does.Contain("✗ different: 1 of 3 features of 40 rows are not as in training."));
        });
    }

    [Test]
    public void ACategoryOfToday_HasABarThatIsNew()
    {
        string?[] kinds = [.. Enumerable.Range(0, 40).Select(row => row % 2 == 0 ? "strange" : row % 4 == 1 ? "usual" : null)];
        var rows = Table.Of([.. _known.Rows.Columns.Select(name => name == "kind" ? Column.Text(name, kinds) : _known.Rows[name])]);
        var report = _known.Model.Report(rows);
        var kind = report.Features.Shown.Single(feature => feature.Name == "kind");
        var (html, markdown) = (report.ToHtml(), report.ToMarkdown());
        Assert.Multiple(() =>
        {
            Assert.That(kind.CategoryShares, Is.EqualTo(new CategoryShare[]
            {
                new("usual", 0.75, 0.25), new("rare", 0.25, 0), new("(missing)", 0, 0.25, IsNew: true), new("strange", 0, 0.5, IsNew: true),
            }));
            Assert.That((kind.MissingWas, kind.MissingNow), Is.EqualTo((0, 0.25)));
            Assert.That(html, Does.Contain("new: 50.0 %").And.Contain("class=\"fresh\"")
                .And.Contain("a category that training did not see"));
            Assert.That(html, Does.Contain("Missing: 0.0 %, today 25.0 %."));
            Assert.That(markdown, Does.Contain("strange 50.0 % (new), usual 25.0 %"));
            Assert.That(_known.Model.Report(_known.Rows).ToHtml(), Does.Not.Contain("class=\"fresh\""), "nothing is new");
        });
    }

    [Test]
    public void MissingValues_AreThoseOfTheLayerThatIsShown()
    {
        var (imputation, normalization) = (new Imputation(), new Normalization());
        imputation.Adapt(new float[,] { { 1 }, { 2 }, { 3 }, { float.NaN } }!, featureNames: ["age"]);
        // The normalization was adapted to other values, so the feature has moved at that layer.
        normalization.Adapt(new float[,] { { 100 }, { 200 }, { 300 } }!, featureNames: ["age"]);
        using var model = new Sequential { new Input(1), imputation, normalization, new Dense(1) };
        var feature = model.Report(new float[,] { { 1 }, { 2 }, { float.NaN }, { 3 } }!).Features.Shown.Single();
        Assert.Multiple(() =>
        {
            Assert.That(feature.AlsoIn, Is.EqualTo(new[] { normalization.Path }));
            Assert.That((feature.Skew!.Layer, feature.Skew.Verdict), Is.EqualTo((normalization.Path, SkewVerdict.Different)));
            Assert.That((feature.MissingWas, feature.MissingNow), Is.EqualTo((0.25, 0.25)));
        });
    }

    [Test]
    public void ARangeThatIsNotKnown_IsLeftOut()
    {
        var normalization = new Normalization();
        normalization.Adapt(AdaptState.Of(4, [new FeatureMoments(4, 2, 8, double.NegativeInfinity, double.PositiveInfinity)]));
        using var model = new Sequential { new Input(1), normalization, new Dense(1) };
        Assert.That(model.Report().ToHtml(), Does.Contain("2 ± 1.4142. The file has").And.Not.Contain("Infinity").And.Not.Contain("∞"));
    }

    [Test]
    public void TheEvaluation_EqualsThatOfEvaluate()
    {
        var report = _known.Model.Report(_known.Rows);
        var expected = _known.Model.Evaluate(_known.Rows);
        var matrix = report.Evaluation!.ConfusionMatrix;
        Assert.Multiple(() =>
        {
            Assert.That(report.Evaluation, Is.EqualTo(expected));
            Assert.That((matrix["no", "no"], matrix["no", "yes"], matrix["yes", "no"], matrix["yes", "yes"]),
                Is.EqualTo((18L, 1L, 2L, 19L)));
            Assert.That(report.Evaluation.Calibration.ExpectedError, Is.EqualTo(expected.Calibration.ExpectedError));
        });
    }

    [Test]
    public void AColumnThatTheModelDoesNotUse_HasNoImportance()
    {
        var importances = _known.Model.Report(_known.Rows).Importances;
        Assert.Multiple(() =>
        {
            Assert.That(importances.Select(each => each.Column), Is.EquivalentTo(new[] { "used", "idle", "kind" }));
            Assert.That(importances[0].Column, Is.EqualTo("used"));
            Assert.That(importances[0].Increase, Is.GreaterThan(1).And.GreaterThan(3 * importances[0].Deviation));
            foreach (var idle in importances.Skip(1)) Assert.That((idle.Increase, idle.Deviation), Is.EqualTo((0.0, 0.0)), idle.Column);
            Assert.That(importances[0].Loss, Is.EqualTo(_known.Model.Evaluate(_known.Rows)["loss"]).Within(1e-5));
        });
    }

    [Test]
    public void Importance_EqualsShufflingByHand()
    {
        using var model = new Sequential { new Input(2), new Dense(1, useBias: false) };
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Layers[0].Weights[0].Value = new float[,] { { 3 }, { 1 } }!;
        var x = new float[,] { { 1, 5 }, { 2, 1 }, { 4, 0 }, { 8, 3 }, { 9, 2 } };
        float[] y = [8, 7, 12, 27, 29];
        var found = model.Report(x!, y!, new ReportOptions { Repeats = 2 }).Importances;
        var drawn = RandomKey.Permutation(RandomKey.Mix(0, 0), 5);
        double[] by = [.. Enumerable.Range(0, 2).Select(repeat =>
        {
            var order = RandomKey.Permutation(RandomKey.Mix(RandomKey.Mix(0, "feature 0"), repeat), 5);
            return Enumerable.Range(0, 5).Average(row => Math.Pow(3 * (x[drawn[order[row]], 0] - x[drawn[row], 0]), 2));
        })];
        var first = found.Single(each => each.Column == "feature 0");
        Assert.That(first.Loss, Is.Zero);
        Assert.That(first.Increase, Is.EqualTo(by.Average()).Within(1e-4).And.GreaterThan(0));
        Assert.That(first.Deviation, Is.EqualTo(Math.Abs(by[0] - by[1]) / 2).Within(1e-4));
        // The shuffled tensor has its old values again.
        Assert.That((x[0, 0], x[4, 1]), Is.EqualTo((1f, 2f)));
    }

    [Test]
    public void Steps_AreShuffledTogether()
    {
        using var model = new Sequential { new Input([2, 2]), new Flatten(), new Dense(1, useBias: false) };
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Layers[1].Weights[0].Value = new float[,] { { 1 }, { 0 }, { 1 }, { 0 } }!;
        var x = new float[6, 2, 2];
        for (var row = 0; row < 6; row++) (x[row, 0, 0], x[row, 1, 0], x[row, 0, 1]) = (row, -row, row);
        // Both steps of the first feature cancel in any row, and the model does not use the second feature.
        var found = model.Report(x!, new float[6]!).Importances;
        Assert.That(found.Select(each => (each.Loss, each.Increase)), Is.EqualTo(new[] { (0.0, 0.0), (0.0, 0.0) }));
    }

    [Test]
    public void MoreRowsThanAreDrawn_AreSampledBySeed()
    {
        var options = new ReportOptions { ImportanceRows = 10 };
        var first = _known.Model.Report(_known.Rows, options).Importances;
        Assert.That(_known.Model.Report(_known.Rows, options).Importances, Is.EqualTo(first));
        Assert.That(_known.Model.Report(_known.Rows, options with { Seed = 1 }).Importances, Is.Not.EqualTo(first));
        Assert.That(_known.Model.Report(_known.Rows, options with { Repeats = 0 }).Importances, Is.Empty);
    }

    [Test]
    public void RowsWithoutLabels_AreComparedWithARemark()
    {
        var report = _known.Model.Report(_known.Rows.Select("used", "idle", "kind"));
        Assert.That(report.Skew!.Features, Has.Count.EqualTo(3));
        Assert.That(report.Evaluation, Is.Null);
        Assert.That(report.Remarks, Has.Some.Contain("no column 'answer'"));
    }

    [Test]
    public void AModelThatIsNotCompiled_HasARemark()
    {
        using var space = new FeatureSpace { { "used", new Normalization() } };
        space.Adapt(_known.Rows);
        using var model = new Sequential { space, new Dense(1) };
        var report = model.Report(_known.Rows, new ReportOptions { Label = "idle" });
        Assert.That(report.Evaluation, Is.Null);
        Assert.That(report.Remarks, Has.Some.Contain("not compiled"));
    }

    [Test]
    public void AModelWithoutStatistics_IsNotCompared()
    {
        using var model = new Sequential { new Input(2), new Dense(1) };
        var report = model.Report(new float[,] { { 1, 2 } }!);
        Assert.That(report.Skew, Is.Null);
        Assert.That(report.Remarks, Has.Some.Contain("not compared with training"));
        Assert.That(report.Features.Shown, Is.Empty);
    }

    [Test]
    public void TwoModels_AreShownSideBySide()
    {
        using var other = new Sequential(name: "other") { _known.Space, new Dense(2, Activation.Softmax) };
        other.Compile(new Adam(), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        other.Fit(_known.Rows, "answer", epochs: 2);
        var report = _known.Model.Report(_known.Rows, new ReportOptions { Beside = other, Repeats = 0 });
        Assert.Multiple(() =>
        {
            Assert.That(report.Beside!.Title, Is.EqualTo("other"));
            Assert.That(report.Beside.Evaluation!["loss"], Is.EqualTo(other.Evaluate(_known.Rows)["loss"]));
            var lines = ReportTables.SideBySide(report, report.Beside).Rows.ToDictionary(line => line[0], line => (line[1], line[2]));
            Assert.That(lines["model"], Is.EqualTo(("decision", "other")));
            Assert.That(lines["trained for"], Is.EqualTo((Figures.Unknown, "2 epochs")));
            Assert.That(lines["accuracy today"].Item1, Is.EqualTo("0.925"));
            Assert.That(report.ToHtml(), Does.Contain("Side by side").And.Contain("Graph of other"));
            Assert.That(report.ToMarkdown(), Does.Contain("## Side by side"));
        });
    }

    [Test]
    public void Errors_AreSpecific()
    {
        var model = _known.Model;
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Report(new ReportOptions { Repeats = -1 }),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Repeats must be 0 or more"));
            Assert.That(() => model.Report(new ReportOptions { ImportanceRows = 0 }),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 or more"));
            Assert.That(() => model.Report(_known.Rows, new ReportOptions { Label = "anser" }),
                Throws.ArgumentException.With.Message.Contains("'answer'"));
            Assert.That(() => model.Report(_known.Rows.Select("used", "kind", "answer")),
                Throws.ArgumentException.With.Message.Contains("idle"));
            Assert.That(() => model.Report(_known.Rows[..0]), Throws.ArgumentException);
            Assert.That(() => model.Report(new float[,] { { 1, 2 } }!),
                Throws.InstanceOf<LayerException>().With.Message.Contains("3 inputs"));
            Assert.That(() => new Sequential { new Dense(1) }.Report(), Throws.InvalidOperationException);
            Assert.That(() => model.Report().Save("report.pdf"), Throws.ArgumentException.With.Message.Contains("has the extension .pdf"));
            Assert.That(() => model.Report().Save("report"), Throws.ArgumentException.With.Message.Contains("has no extension"));
        });
    }

    [TestCase("report.html", "<!DOCTYPE html>")]
    [TestCase("report.HTM", "<!DOCTYPE html>")]
    [TestCase("report.md", "# decision")]
    [TestCase("report.mmd", "flowchart")]
    [TestCase("report.svg", "<svg")]
    public void Save_WritesByTheExtension(string name, string start)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At(name), "old");
        _known.Model.Report().Save(folder.At(name));
        var text = File.ReadAllText(folder.At(name));
        Assert.That(text, Does.StartWith(start));
        Assert.That(text, Does.EndWith("\n"));
    }
}
