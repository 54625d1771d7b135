using System.Globalization;

namespace Layers.Tests.Statistics;

public class AdaptReportTests
{
    private static readonly double[,] Data =
    {
        { 1, 1e-7, 7, double.NaN, 1_700_000_000_000 },
        { 2, 3e-7, 7, double.NaN, 1_700_000_001_000 },
        { 6, -1e-7, 7, double.NaN, 1_700_000_002_000 },
        { 3, double.NaN, 7, double.NaN, 1_700_000_003_000 },
    };

    [Test]
    public void ToString_IsATable() => Assert.That(Report(MissingValues.Ignore).ToString(), Is.EqualTo(
        """
        4 rows, 5 features, 1 constant
        feature  count  missing     mean     variance  minimum  maximum
              0      4        0        3          3.5        1        6
              1      3        1    1E-07  2.66667E-14   -1E-07    3E-07
              2      4        0        7            0        7        7  constant
              3      0        4      NaN          NaN      NaN      NaN
              4      4        0  1.7E+12     1.25E+06  1.7E+12  1.7E+12
        """));

    [Test]
    public void ToString_IsTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var text = Report(MissingValues.Ignore).ToString();
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = commas;
            Assert.That(Report(MissingValues.Ignore).ToString(), Is.EqualTo(text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void ToString_OfManyFeatures_SaysHowManyItLeavesOut()
    {
        var lines = Observed.Of(new float[2, 250], 1).Report(MissingValues.Throw).ToString().Split('\n');

        Assert.That(lines, Has.Length.EqualTo(103));
        Assert.That(lines[0], Is.EqualTo("2 rows, 250 features, 250 constant"));
        Assert.That(lines[^1], Is.EqualTo("… and 150 more features"));
    }

    [Test]
    public void ToString_OfOne_IsSingular() =>
        Assert.That(Observed.Of(new[] { 1f }).Report(MissingValues.Throw).ToString(), Does.StartWith("1 row, 1 feature, 1 constant\n"));

    [Test]
    public void Properties_DescribeTheData()
    {
        var report = Report(MissingValues.Ignore);

        Assert.That(report.Rows, Is.EqualTo(4));
        Assert.That(report.Features.Select(f => f.Index), Is.EqualTo(Enumerable.Range(0, 5)));
        Assert.That(report.Constant.Select(f => f.Index), Is.EqualTo(new[] { 2 }));
        Assert.That(report.Features[1], Is.EqualTo(new FeatureReport
        {
            Index = 1,
            Count = 3,
            Missing = 1,
            Mean = report.Features[1].Mean,
            Variance = report.Features[1].Variance,
            Minimum = -1e-7,
            Maximum = 3e-7,
            IsConstant = false,
        }));
        Assert.That(report.Features[4].Mean, Is.EqualTo(1_700_000_001_500));
    }

    [Test]
    public void Propagate_ReportsWhatIsLearned()
    {
        var report = Report(MissingValues.Propagate);

        Assert.That((report.Features[1].Mean, report.Features[1].Variance), Is.EqualTo((double.NaN, double.NaN)));
        Assert.That((report.Features[1].Minimum, report.Features[1].Count), Is.EqualTo((-1e-7, 3)));
        Assert.That(report.Features[0].Mean, Is.EqualTo(3));
    }

    private static AdaptReport Report(MissingValues missing) =>
        Observed.Of(Data, new StatisticsRequest(1) { Missing = missing }).Report(missing);
}
