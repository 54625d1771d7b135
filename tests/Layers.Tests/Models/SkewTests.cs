namespace Layers.Tests.Models;

/// <summary>Rows compared with the training data: skew that is reported, and skew that is not; chance alone is not reported.</summary>
public class SkewTests
{
    private static readonly string[] s_names = ["plain", "heavy", "gaps"];

    [Test]
    public void RowsOfTheSameKind_AreAlike([Values(1, 5, 30, 200, 5000)] int rows)
    {
        using var model = Adapted();
        for (var seed = 10; seed < 40; seed++)
        {
            var report = model.Check(Rows(rows, seed));
            // A value outside the range of the 20,000 training rows is rare, but one of the thirty samples may have such a value.
            foreach (var feature in report.Skewed)
                Assert.That(feature.Reason, Does.Contain("outside"), $"{rows} rows, seed {seed}: {report}");
            Assert.That(report.Skewed.Count(), Is.LessThan(2));
        }
    }

    [Test]
    public void AMovedFeature_IsToldByName()
    {
        using var model = Adapted();
        var rows = Rows(1000, 7);
        for (var row = 0; row < 1000; row++) rows[row, 0] += 2;

        var report = model.Check(rows);

        Assert.That(report.Verdict, Is.EqualTo(SkewVerdict.Different));
        var plain = report.Features[0];
        Assert.That((plain.Name, plain.Layer, plain.Verdict), Is.EqualTo(("plain", "normalization", SkewVerdict.Different)));
        // Two normal distributions, two deviations apart: D = 2Φ(1) − 1, and the PSI of deciles is a little under 4.
        Assert.That(plain.KolmogorovSmirnov, Is.EqualTo(0.683).Within(0.08));
        Assert.That(plain.MeanShift, Is.EqualTo(2).Within(0.15));
        Assert.That(plain.PopulationStabilityIndex, Is.InRange(2.5, 5));
        Assert.That(report.Features[1].Verdict, Is.EqualTo(SkewVerdict.Alike), report.ToString());
        Assert.That(report.ToString(), Does.Contain("'plain'").And.Contain("Kolmogorov"));
    }

    [Test]
    public void ASlightMove_IsShifted()
    {
        using var model = Adapted();
        var rows = Rows(5000, 8);
        for (var row = 0; row < 5000; row++) rows[row, 0] += 0.4f;
        Assert.That(model.Check(rows).Features[0].Verdict, Is.EqualTo(SkewVerdict.Shifted));
    }

    [Test]
    public void MissingValues_AreComparedWithTraining()
    {
        using var model = Adapted();
        var rows = Rows(1000, 9);
        for (var row = 0; row < 1000; row++)
            (rows[row, 0], rows[row, 2]) = (row % 4 == 0 ? float.NaN : rows[row, 0], row % 20 == 0 ? float.NaN : 1);

        var report = model.Check(rows);

        Assert.That((report.Features[0].Verdict, report.Features[0].MissingShare, report.Features[0].TrainingMissingShare),
            Is.EqualTo((SkewVerdict.Different, 0.25, 0.0)));
        Assert.That(report.Features[2].MissingShare, Is.EqualTo(0.05));
        Assert.That(report.Features[2].TrainingMissingShare, Is.EqualTo(0.2).Within(0.02));
        Assert.That(report.Features[2].Reason, Does.Contain("missing"));
        Assert.That(report.Features[2].Verdict, Is.EqualTo(SkewVerdict.Different));
    }

    [Test]
    public void OneRow_IsToldWhenItIsOutside()
    {
        using var model = Adapted();
        var report = model.Check(new float[,] { { 100, 1, 1 } });
        Assert.That((report.Rows, report.Features[0].OutOfRangeShare, report.Features[0].Verdict),
            Is.EqualTo((1, 1.0, SkewVerdict.Different)));
        Assert.That(report.Features[1].Verdict, Is.EqualTo(SkewVerdict.Alike));
    }

    [Test]
    public void AConstantThatMoves_IsDifferent()
    {
        using var model = new Sequential { new Input(1), new Normalization() };
        model.Adapt(new float[,] { { 3 }, { 3 }, { 3 } });
        Assert.That(model.Check(new float[,] { { 3 }, { 3 } }).Verdict, Is.EqualTo(SkewVerdict.Alike));
        var moved = model.Check(new float[,] { { 3 }, { 4 } }).Features[0];
        Assert.That((moved.Verdict, moved.MeanShift), Is.EqualTo((SkewVerdict.Different, double.PositiveInfinity)));
    }

    [Test]
    public void ALoadedModel_KnowsTheSame()
    {
        using var model = Adapted();
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.keras");
        try
        {
            model.Save(path);
            using var loaded = Model.Load(path);
            var rows = Rows(1000, 7);
            for (var row = 0; row < 1000; row++) rows[row, 1] *= 3;
            var (before, after) = (model.Check(rows), loaded.Check(rows));
            foreach (var (one, other) in before.Features.Zip(after.Features))
            {
                Assert.That(other.Verdict, Is.EqualTo(one.Verdict));
                Assert.That(other.KolmogorovSmirnov, Is.EqualTo(one.KolmogorovSmirnov).Within(0.02), "Files keep 128 quantiles.");
                Assert.That(other.OutOfRangeShare, Is.EqualTo(one.OutOfRangeShare));
            }
            Assert.That(after.Features[1].Name, Is.EqualTo("heavy"));
            Assert.That(after.Features[1].Verdict, Is.Not.EqualTo(SkewVerdict.Alike));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void WithoutQuantiles_TheMeanCounts()
    {
        var normalization = new Normalization();
        normalization.Adapt(AdaptState.Of(1000, [new FeatureMoments(1000, 5, 4000, -10, 20)], ["a"]));
        using var model = new Sequential { new Input(1), normalization };
        float[,] Rows(float mean) => new TheMean(mean, 100).Rows;

        Assert.That(model.Check(Rows(5.2f)).Verdict, Is.EqualTo(SkewVerdict.Alike));
        var moved = model.Check(Rows(7)).Features[0];
        Assert.That((moved.Verdict, moved.MeanShift), Is.EqualTo((SkewVerdict.Different, 1.0)));
        Assert.That(moved.KolmogorovSmirnov, Is.NaN);
        Assert.That(moved.Reason, Does.Contain("mean moved by 1 standard"));
        Assert.That(model.Check(new float[,] { { 7 } }).Verdict, Is.EqualTo(SkewVerdict.Alike), "The mean of one row is not reported.");
    }

    [Test]
    public void LayersBehindOthers_AreCheckedAtTheirOwnInput()
    {
        var input = new Input(2, name: "x");
        var halved = new Rescaling(0.5).Apply(input);
        using var model = new Functional(input, new MinMaxScaling().Apply(new Normalization(name: "first").Apply(halved)));
        model.Adapt(new float[,] { { 0, 0 }, { 2, 4 } });

        var report = model.Check(new float[,] { { 4, 2 } });

        Assert.That(report.Features.Select(feature => (feature.Layer, feature.Index)),
            Is.EqualTo(new[] { ("first", 0), ("first", 1), ("min_max_scaling", 0), ("min_max_scaling", 1) }));
        Assert.That(report.Features.Select(feature => feature.OutOfRangeShare), Is.EqualTo(new[] { 1.0, 0, 1, 0 }));
    }

    [Test]
    public void AGuard_WarnsOrThrows()
    {
        using var model = Adapted();
        var (good, bad) = (Rows(500, 7), Rows(500, 7));
        for (var row = 0; row < 500; row++) bad[row, 0] += 2;
        for (var row = 0; row < 500; row++)
            (good[row, 2], bad[row, 2]) = (row % 5 == 0 ? float.NaN : row % 2, row % 5 == 0 ? float.NaN : row % 2);

        var told = new List<SkewReport>();
        var warning = new PredictOptions { Guard = SkewGuard.Warn(told.Add) };
        Assert.That(model.Predict(good, warning).Shape[0].Size, Is.EqualTo(500));
        Assert.That(told, Is.Empty);
        Assert.That(model.Predict(bad, warning).ToArray<float>(), Is.EqualTo(model.Predict((TensorData)bad).ToArray<float>()));
        Assert.That(told.Single().Verdict, Is.EqualTo(SkewVerdict.Different));

        var refusing = new PredictOptions { Guard = SkewGuard.Throw() };
        Assert.That(model.Predict(good, refusing).Shape[0].Size, Is.EqualTo(500));
        var refused = Assert.Throws<SkewException>(() => model.Predict(bad, refusing));
        Assert.That(refused!.Report.Skewed.First().Name, Is.EqualTo("plain"));
        Assert.That(refused.Message, Does.Contain("'plain'"));
        Assert.That(() => SkewGuard.Throw(SkewVerdict.Alike), Throws.ArgumentException);
    }

    [Test]
    public void AColumn_CountsOnce_HoweverManyLayersLearnedFromIt()
    {
        var (named, unnamed) = (Of(["a", "b"]), Of(null));
        Assert.Multiple(() =>
        {
            Assert.That(named.Features, Has.Count.EqualTo(4));
            Assert.That(named.ToString(), Does.StartWith("Different: 1 of 2 features of 2 rows are not as in training"));
            Assert.That(unnamed.ToString(), Does.StartWith("Different: 2 of 4 features of 2 rows"),
                "without names they are not known to be the same");
        });

        static SkewReport Of(string[]? names)
        {
            using var model = new Sequential { new Input(2), new Normalization(), new Normalization(), new Dense(1) };
            model.Adapt(new float[,] { { 1, 2 }, { 2, 4 }, { 3, 6 }, { 4, 1 } }!, featureNames: names);
            return model.Check(new float[,] { { 100, 2 }, { 200, 4 } });
        }
    }

    [Test]
    public void TextsThatAreMissing_AreNoCategory([Values(null, "none")] string? missingText)
    {
        using var space = new FeatureSpace { MissingText = missingText };
        space.Add(Feature.StringCategorical("zone"));
        string?[] zones = [.. Enumerable.Range(0, 200).Select(row => row % 10 == 0 ? null : row % 2 == 0 ? "north" : "south")];
        space.Adapt(Table.Of(Column.Text("zone", zones)));
        var same = space.Check(Table.Of(Column.Text("zone", zones))).Features.Single();
        var gone = space.Check(Table.Of(Column.Text("zone", new string?[100]))).Features.Single();
        var full = space.Check(Table.Of(Column.Text("zone", [.. zones.Where(zone => zone is not null)]))).Features.Single();
        Assert.Multiple(() =>
        {
            Assert.That((same.Verdict, same.MissingShare, same.TrainingMissingShare, same.Count),
                Is.EqualTo((SkewVerdict.Alike, 0.1, 0.1, 180L)));
            Assert.That((gone.Verdict, gone.MissingShare, gone.Count), Is.EqualTo((SkewVerdict.Different, 1.0, 0L)));
            Assert.That(gone.Reason, Is.EqualTo("100.0 % missing where training had 10.0 %"));
            Assert.That(gone.NewCategories.Concat(gone.GoneCategories), Is.Empty);
            Assert.That((full.Verdict, full.MissingShare), Is.EqualTo((SkewVerdict.Shifted, 0.0)));
            Assert.That(full.Reason, Is.EqualTo("0.0 % missing where training had 10.0 %"));
        });
    }

    [Test]
    public void IntegersAndTokens_AreNeverMissing()
    {
        using var space = new FeatureSpace { Feature.IntegerCategorical("hour"),
            { "text", new TextVectorization(outputMode: OutputMode.MultiHot) } };
        var rows = Table.Of(Column.Integer("hour", 0, 1, 2, 3), Column.Text("text", "a b", "", "b", "c a"));
        space.Adapt(rows);
        Assert.That(space.Check(rows).Features.Select(feature => feature.MissingShare), Is.All.NaN);
    }

    private static IEnumerable<TestCaseData> NoRows()
    {
        yield return new TestCaseData((Func<SkewReport>)(() => Adapted().Check(new float[0, 3]))).SetArgDisplayNames("an array");
        yield return new TestCaseData((Func<SkewReport>)(() =>
        {
            var space = new FeatureSpace { Feature.FloatNormalized("a"), Feature.StringCategorical("b") };
            var rows = Table.Of(Column.Number("a", 1, 2), Column.Text("b", "x", "y"));
            space.Adapt(rows);
            return space.Check(rows[..0]);
        })).SetArgDisplayNames("a table");
    }

    [TestCaseSource(nameof(NoRows))]
    public void DataWithoutRows_HasNothingToCompare(Func<SkewReport> check) =>
        Assert.That(() => check(),
            Throws.TypeOf<LayerException>().With.Message.Contains("the data has no rows, so there is nothing to compare"));

    [Test]
    public void RowsThatCannotBeChecked_AreRefused()
    {
        using var plain = new Sequential { new Input(2), new Dense(1) };
        Assert.That(() => plain.Check(new float[,] { { 1, 2 } }),
            Throws.InvalidOperationException.With.Message.Contains("nothing to compare"));
        using var model = Adapted();
        Assert.That(() => model.Check(new float[,] { { 1, 2 } }), Throws.TypeOf<LayerException>());
        Assert.That(() => model.Check(new float[0, 3]), Throws.TypeOf<LayerException>().With.Message.Contains("no rows"));
        Assert.That(() => model.Check(new float[,] { { 1, float.PositiveInfinity, 2 } }),
            Throws.ArgumentException.With.Message.Contains("'heavy'"));
    }

    private sealed record TheMean(float Mean, int Count)
    {
        public float[,] Rows
        {
            get
            {
                var rows = new float[Count, 1];
                for (var row = 0; row < Count; row++) rows[row, 0] = Mean + (row % 2 == 0 ? 1 : -1);
                return rows;
            }
        }
    }

    private static Sequential Adapted()
    {
        var model = new Sequential { new Input(3), new Normalization { MissingValues = MissingValues.Ignore }, new Dense(1) };
        model.Adapt(Rows(20_000, 1), featureNames: s_names);
        return model;
    }

    // A normal feature, a log-normal one, and one that is missing in a fifth of the rows and otherwise 0 or 1.
    private static float[,] Rows(int count, int seed)
    {
        var random = new Random(seed);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var rows = new float[count, 3];
        for (var row = 0; row < count; row++)
        {
            rows[row, 0] = Normal();
            rows[row, 1] = MathF.Exp(Normal());
            rows[row, 2] = random.Next(5) == 0 ? float.NaN : random.Next(2);
        }
        return rows;
    }
}
