using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>Update: the layer then has the statistics of all rows, also after it was loaded from a file; a failure leaves it
/// unchanged.</summary>
public sealed class UpdateTests
{
    private static readonly float[,] s_first = { { 1, 10 }, { 2, 30 } }, s_second = { { 6, 20 }, { 3, 60 } };

    [Test]
    public void Update_AddsToTheStatistics()
    {
        var layer = new Normalization();
        layer.Adapt(s_first);
        var report = layer.Update(s_second);
        Assert.That(report.Rows, Is.EqualTo(4));
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f, 30f }));
        Assert.That(layer.Variance!.ToArray<float>(), Is.EqualTo(new[] { 3.5f, 350f }));
        Assert.That(layer.Report!.ToString(), Is.EqualTo(report.ToString()));
    }

    [Test]
    public void Update_InAnyParts_IsAdaptOnTheWhole() => Prop.ForAll(
        Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (rows, cut, seed) =>
        {
            var data = SampleData.Matrix(rows, 3, seed);
            var (whole, parts) = (new Normalization(), new Normalization());
            whole.Adapt(data);
            for (var row = 0; row < rows; row += cut) parts.Update(Rows(data, row, Math.Min(row + cut, rows)));
            return parts.Report!.Rows == rows && parts.Report.Features.Zip(whole.Report!.Features).All(pair =>
                pair.First.Count == pair.Second.Count && pair.First.Minimum.Equals(pair.Second.Minimum)
                    && pair.First.Maximum.Equals(pair.Second.Maximum)
                && Math.Abs(pair.First.Mean - pair.Second.Mean) <= 1e-14
                && Math.Abs(pair.First.Variance - pair.Second.Variance) <= 1e-12 * pair.Second.Variance);
        }).Hold();

    [Test]
    public void Update_OfALayerThatKnowsNothing_IsAdapt()
    {
        var (updated, adapted) = (new Normalization(), new Normalization());
        updated.Update(s_first);
        adapted.Adapt(s_first);
        Assert.That(updated.Report!.ToString(), Is.EqualTo(adapted.Report!.ToString()));
        Assert.That(Mismatch.IsBitwiseEqual(updated.Mean!, adapted.Mean!));
    }

    [Test]
    public void Update_AfterLoading_ContinuesToTheLastBit()
    {
        using var folder = new TempFolder();
        // Time stamps whose float32 mean is off by up to 64 s: only float64 statistics can be updated.
        TensorData first = new double[,] { { 1_770_000_000 }, { 1_770_000_600 } }, second = new double[,] { { 1_770_003_600 } };
        var layer = new Normalization();
        using var model = new Sequential { new Input(1, DType.Float64), layer };
        layer.Adapt(first);
        model.Save(folder.At("model.keras"));
        layer.Update(second);

        using var loaded = Model.Load(folder.At("model.keras"));
        var continued = (Normalization)loaded.Layers[0];
        continued.Update(second);
        Assert.That(continued.Report!.Features[0], Is.EqualTo(layer.Report!.Features[0]));
        Assert.That(Mismatch.IsBitwiseEqual(loaded.Predict(second), model.Predict(second)));
        Assert.That(continued.Report.Features[0].Mean, Is.EqualTo(1_770_001_400.0));
    }

    [Test]
    public void Update_AfterAFileWithoutStatistics_IsRefused_AndAdaptIsNot()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(2), new Normalization(name: "prices") };
        ((Normalization)model.Layers[0]).Adapt(s_first);
        model.Save(folder.At("model.keras"));
        EditedArchive.Edit(folder.At("model.keras"), folder.At("without.keras"), "layers.json", _ => null);

        using var loaded = Model.Load(folder.At("without.keras"));
        var layer = (Normalization)loaded.Layers[0];
        var mean = layer.Mean;
        Assert.That(() => layer.Update(s_second),
            Throws.TypeOf<LayerException>().With.Message.Contains("prices").And.Message.Contains("float64 statistics")
            .And.Message.Contains("Call Adapt"));
        Assert.That((layer.Mean, layer.State), Is.EqualTo((mean, (AdaptState?)null)));
        layer.Adapt(s_first);
        layer.Update(s_second);
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f, 30f }));
    }

    private static IEnumerable<TestCaseData> Bad
    {
        get
        {
            yield return Case("NaN", [new float[,] { { 1, 2 }, { 3, float.NaN } }], "row 1", "2 rows came before it");
            yield return Case("NaN in a later batch", [s_second, new double[,] { { double.NaN, 4 } }], "row 0", "4 rows came before it");
            yield return Case("infinity", [new float[,] { { float.PositiveInfinity, 4 } }], "finite");
            yield return Case("no batches", [], "no rows");
            yield return Case("no rows", [new float[0, 2]], "no rows");
            yield return Case("another width", [new float[,] { { 1, 2, 3 } }], "[batch, 2]", "[1, 3]");
            yield return Case("overflow with what was seen", [new double[,] { { 1e200, 0 } }], "feature 0", "overflow");
        }
    }

    [TestCaseSource(nameof(Bad))]
    public void AFailedUpdate_LeavesTheLayerAsItWas(TensorData[] batches, string[] parts)
    {
        var layer = new Normalization(name: "prices");
        layer.Adapt(s_first);
        var (mean, variance, state, text) = (layer.Mean, layer.Variance, layer.State, layer.State!.ToString());
        var error = Assert.Catch<ArgumentException>(() => layer.Update(batches));
        foreach (var part in parts.Prepend("prices")) Assert.That(error!.Message, Does.Contain(part).IgnoreCase);
        Assert.That((layer.Mean, layer.Variance, layer.State, layer.State!.ToString()), Is.EqualTo((mean, variance, state, text)));
    }

    [Test]
    public void ACancelledUpdate_LeavesTheLayerAsItWas()
    {
        using var cancelling = new CancellationTokenSource();
        var layer = new Normalization();
        layer.Adapt(s_first);
        var (mean, text) = (layer.Mean, layer.State!.ToString());
        IEnumerable<TensorData> Batches()
        {
            yield return s_second;
            cancelling.Cancel();
            yield return s_second;
        }
        Assert.That(() => layer.Update(Batches(), cancellation: cancelling.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((layer.Mean, layer.State!.ToString()), Is.EqualTo((mean, text)));
    }

    [Test]
    public void ASourceThatBreaksOnTheWay_LeavesTheLayerAsItWas()
    {
        var layer = new Normalization();
        layer.Adapt(s_first);
        var (mean, text) = (layer.Mean, layer.State!.ToString());
        static IEnumerable<TensorData> Batches()
        {
            yield return s_second;
            throw new IOException("gone");
        }
        Assert.That(() => layer.Update(Batches()), Throws.TypeOf<IOException>());
        Assert.That((layer.Mean, layer.State!.ToString()), Is.EqualTo((mean, text)));
    }

    [Test]
    public void GivenStatistics_CannotBeUpdated() =>
        Assert.That(() => new Normalization(new float[] { 1 }, new float[] { 2 }).Update(new float[,] { { 1 } }),
            Throws.TypeOf<LayerException>().With.Message.Contains("constructor"));

    [Test]
    public void Progress_CountsTheRowsBefore()
    {
        var told = new List<long>();
        var layer = new Normalization();
        layer.Adapt(s_first);
        layer.Update(s_second, new Told(told.Add));
        Assert.That(told[^1], Is.EqualTo(4));
    }

    private static TestCaseData Case(string name, TensorData[] batches, params string[] parts) =>
        new TestCaseData(batches, parts).SetArgDisplayNames(name);

    private static float[,] Rows(float[,] data, int from, int to)
    {
        var rows = new float[to - from, data.GetLength(1)];
        for (var row = from; row < to; row++)
            for (var column = 0; column < data.GetLength(1); column++) rows[row - from, column] = data[row, column];
        return rows;
    }

    private sealed class Told(Action<long> act) : IProgress<long>
    {
        public void Report(long value) => act(value);
    }
}
