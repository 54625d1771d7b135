using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Layers.Graphs;
using Layers.Testing;

namespace Layers.Tests.Statistics;

/// <summary>The state: merging, snapshots, and its file.</summary>
public class FeatureStatisticsTests
{
    private static readonly Arbitrary<Data> Matrices = (
        from width in Gen.Choose(1, 20)
        from rows in Gen.Choose(1, 300)
        from offset in Gen.Elements(0, 1, -1e3, 1e9, 1e15)
        from spread in Gen.Elements(1e-3, 1, 1e3, 1e6)
        from gaps in Gen.Elements(0, 3, 10)
        from cut in Gen.Choose(1, rows)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Data(width, rows, offset, spread, gaps, cut, seed)).ToArbitrary();

    [Test]
    public void Merge_OfParts_IsTheWhole() => Prop.ForAll(Matrices, data =>
    {
        var whole = Of(data, 0, data.Rows);
        var merged = new FeatureStatistics(data.Width);
        for (var row = 0; row < data.Rows; row += data.Cut) merged.Merge(Of(data, row, Math.Min(row + data.Cut, data.Rows)));
        return Same(merged, whole, data);
    }).Hold();

    [Test]
    public void Merge_InAnyOrder_IsTheSame() => Prop.ForAll(Matrices, data =>
    {
        var parts = new List<FeatureStatistics>();
        for (var row = 0; row < data.Rows; row += data.Cut) parts.Add(Of(data, row, Math.Min(row + data.Cut, data.Rows)));
        var inOrder = new FeatureStatistics(data.Width);
        foreach (var part in parts) inOrder.Merge(part);

        var random = new Random(data.Seed);
        while (parts.Count > 1)
        {
            // Any two parts merge, in any order: a tree of any shape.
            var (a, b) = (parts[random.Next(parts.Count)], parts[random.Next(parts.Count)]);
            if (ReferenceEquals(a, b)) continue;
            parts.Remove(b);
            a.Merge(b);
        }
        return Same(parts[0], inOrder, data);
    }).Hold();

    [Test]
    public void Observe_RowsInAnyOrder_IsTheSame() => Prop.ForAll(Matrices, data =>
    {
        var values = data.Values();
        var order = Enumerable.Range(0, data.Rows).ToArray();
        new Random(data.Seed).Shuffle(order);
        var shuffled = order.SelectMany(row => values[(row * data.Width)..((row + 1) * data.Width)]).ToArray();
        return Same(Of(shuffled, data.Rows, data.Width), Of(data, 0, data.Rows), data);
    }).Hold();

    [Test]
    public void Json_KeepsEveryBit() => Prop.ForAll(Matrices, data =>
    {
        var statistics = Of(data, 0, data.Rows);
        var json = new JsonObject();
        StatisticsJson.Write(statistics.ToData(), json);
        var read = new FeatureStatistics(StatisticsJson.Read((JsonObject)JsonNode.Parse(KerasJson.Write(json))!));
        return read.Rows == statistics.Rows && read.Moments().SequenceEqual(statistics.Moments());
    }).Hold();

    [Test]
    public void Merge_WithItself_CountsTwice()
    {
        var statistics = Observed.Of(new[] { 1.0, 2, 6 });
        statistics.Merge(statistics);

        Assert.That((statistics.Rows, statistics[0].Count, statistics[0].Mean), Is.EqualTo((6, 6, 3.0)));
        Assert.That(statistics[0].Variance, Is.EqualTo(14.0 / 3).Within(1e-15));
    }

    [Test]
    public void Merge_WithNothing_ChangesNothing()
    {
        var statistics = Observed.Of(new[] { 1.0, 2, 6 });
        var before = statistics.Moments();
        statistics.Merge(new FeatureStatistics(1));
        var other = new FeatureStatistics(1);
        other.Merge(statistics);

        Assert.That(statistics.Moments(), Is.EqualTo(before));
        Assert.That(other.Moments(), Is.EqualTo(before));
    }

    [Test]
    public void Merge_OfOtherFeatures_IsRefused() =>
        Assert.That(() => new FeatureStatistics(2).Merge(new FeatureStatistics(3), "norm"),
            Throws.ArgumentException.With.Message.StartsWith("norm: "));

    [Test]
    public void Merge_OfOneConstant_StaysExactlyConstant()
    {
        var statistics = new FeatureStatistics(1);
        for (var i = 0; i < 1000; i++) StatisticsPass.Observe(statistics, new[] { 0.1, 0.1, 0.1 }, new StatisticsRequest());

        Assert.That((statistics[0].Mean, statistics[0].MeanResidual, statistics[0].Variance), Is.EqualTo((0.1, 0.0, 0.0)));
    }

    [Test]
    public void Snapshot_IsNotReachedByLaterChanges()
    {
        var statistics = Observed.Of(new[] { 1.0, 3 });
        var snapshot = new FeatureStatistics(statistics);
        StatisticsPass.Observe(statistics, new[] { 50.0 }, new StatisticsRequest());

        Assert.That((snapshot.Rows, snapshot[0].Mean), Is.EqualTo((2, 2.0)));
        Assert.That(statistics.Rows, Is.EqualTo(3));
    }

    [Test]
    public void Learned_BeforeAnythingWasSeen_IsRefused() =>
        Assert.That(
            () => new FeatureStatistics(1).Learned(MissingValues.Ignore, ConstantFeatures.Keras, "norm"),
            Throws.InvalidOperationException.With.Message.StartsWith("norm: nothing was learned yet"));

    [Test]
    public void Learned_OfAConstantFeature_DependsOnThePolicy()
    {
        var statistics = Observed.Of(new float[,] { { 7, 1 }, { 7, 3 } }, 1);

        Assert.That(statistics.Learned(MissingValues.Throw, ConstantFeatures.UnitVariance).Variance, Is.EqualTo(new[] { 1.0, 1 }));
        Assert.That(statistics.Learned(MissingValues.Throw, ConstantFeatures.Keras).Variance, Is.EqualTo(new[] { 0.0, 1 }));
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Learned_AtTheBoundOfConstantFeatures_IsDecidedByFloat64sEpsilon(int steps, bool constant)
    {
        // Ten values around 1: (n·mean·ε)² is the variance of a spread of ten ε.
        var step = steps * Math.Pow(2, -52);
        var statistics = Observed.Of(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? 1 + step : 1 - step).ToArray());
        var (_, variance) = statistics.Learned(MissingValues.Throw, ConstantFeatures.UnitVariance);

        Assert.That(statistics[0].Variance, Is.EqualTo(step * step));
        Assert.That(variance[0], Is.EqualTo(constant ? 1 : step * step));
        Assert.That(statistics.Report(MissingValues.Throw).Features[0].IsConstant, Is.EqualTo(constant));
    }

    [Test]
    public void Data_OfAFeatureWithoutValues_IsZeros()
    {
        var statistics = Observed.Of(new float[,] { { float.NaN, 1 } }, new StatisticsRequest(1) { Missing = MissingValues.Ignore });
        var data = statistics.ToData();

        Assert.That(data.Count, Is.EqualTo(new long[] { 0, 1 }));
        Assert.That(data.Minimum, Is.EqualTo(new double[] { 0, 1 }));
        Assert.That(new FeatureStatistics(data).Moments(), Is.EqualTo(statistics.Moments()));
    }

    [TestCaseSource(nameof(Damaged))]
    public void Data_ThatNoDataAddUpTo_IsRefused(object data, string fault) =>
        Assert.That(() => new FeatureStatistics((FeatureStatisticsData)data),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(fault));

    private static IEnumerable<TestCaseData> Damaged()
    {
        var whole = Observed.Of(new float[,] { { 1, 5 }, { 2, 9 } }, 1).ToData();
        yield return new TestCaseData(whole with { Rows = -1 }, "number of rows, -1");
        yield return new TestCaseData(whole with { Rows = 1 }, "a count of 2 in 1 row");
        yield return new TestCaseData(whole with { Count = [2, -2] }, "feature 1 has a count of -2");
        yield return new TestCaseData(whole with { Count = [2] }, "one mean for each feature (1 feature)");
        yield return new TestCaseData(whole with { Mean = null! }, "have none");
        yield return new TestCaseData(whole with { Maximum = [2] }, "one maximum for each feature (2 features)");
        yield return new TestCaseData(whole with { Mean = [1.5, double.NaN] }, "feature 1 has a number that is not finite");
        yield return new TestCaseData(whole with { Maximum = [2, double.PositiveInfinity] }, "not finite");
        yield return new TestCaseData(whole with { SquaredDeviations = [-1, 1] }, "feature 0 has a negative sum of squares");
        yield return new TestCaseData(whole with { Minimum = [3, 5] }, "a minimum above its maximum");
        yield return new TestCaseData(whole with { Mean = [1.5, 10] }, "a mean outside its range");
        yield return new TestCaseData(whole with { MeanResidual = [0.1, 0] }, "a residual");
    }

    private static FeatureStatistics Of(Data data, int from, int to) =>
        Of(data.Values()[(from * data.Width)..(to * data.Width)], to - from, data.Width);

    private static FeatureStatistics Of(double[] values, int rows, int width) =>
        Observed.Of(TensorData.Of(values, Shape.Of(rows, width)), new StatisticsRequest(1) { Missing = MissingValues.Ignore });

    private static bool Same(FeatureStatistics a, FeatureStatistics b, Data data)
    {
        if (a.Rows != b.Rows) return false;
        for (var f = 0; f < a.Features; f++)
        {
            if ((a[f].Count, a[f].Minimum, a[f].Maximum) != (b[f].Count, b[f].Minimum, b[f].Maximum)) return false;
            // The mean is compared to a double's step at the offset, and the variance to a relative 1e-11.
            if (Math.Abs(a[f].Mean - b[f].Mean) > 4e-16 * Math.Abs(data.Offset) + 1e-13 * data.Spread) return false;
            if (Math.Abs(a[f].Variance - b[f].Variance) > 1e-11 * b[f].Variance) return false;
        }
        return true;
    }

    internal sealed record Data(int Width, int Rows, double Offset, double Spread, int Gaps, int Cut, int Seed)
    {
        public double[] Values()
        {
            var values = TestData.Doubles((long)Rows * Width, Seed, Offset, Spread);
            for (var i = 0; i < values.Length; i++)
                if (Gaps > 0 && (i + Seed % Gaps) % Gaps == 0) values[i] = double.NaN;
            return values;
        }
    }
}
