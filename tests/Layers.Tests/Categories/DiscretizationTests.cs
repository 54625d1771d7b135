using System.Text.Json.Nodes;
using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Discretization: Keras's boundaries from Keras's data, the contract, states that are updated and merged, and refused
/// arguments.</summary>
public sealed class DiscretizationTests
{
    private static IEnumerable<TestCaseData> Adapted =>
        LayerCase.All.Where(one => one.Layer == "Discretization" && one is { Adapt: not null, Refused: Moment.Never })
            .Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Adapted))]
    public void Adapt_LearnsKerasBoundaries(object @case)
    {
        var one = (LayerCase)@case;
        var settings = (JsonObject)one.Config.DeepClone();
        settings["bin_boundaries"] = null;
        var layer = (Discretization)LayerRun.FromConfig("Discretization", settings);
        if (one.AdaptBefore is { } before) layer.Adapt(before);
        layer.Adapt(one.Adapt!);
        var expected = one.Config["bin_boundaries"]!.AsArray().Select(number => (double)number!).ToArray();
        Assert.That(layer.BinBoundaries, Has.Count.EqualTo(expected.Length));
        Assert.That(layer.BinBoundaries!.Zip(expected)
            .Select(pair => Math.Abs(pair.First - pair.Second) / Math.Max(1, Math.Abs(pair.Second))), Is.All.LessThan(2e-6));
    }

    [TestCase(OutputMode.Int, DType.Float32)]
    [TestCase(OutputMode.Int, DType.Float64)]
    [TestCase(OutputMode.Int, DType.Int64)]
    public void Indices_KeepTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy =>
        new Discretization(4, outputMode: mode, dtype: policy), input: ["batch", 3], output: ["batch", 3], inputType: type,
        outputType: DType.Int32, hasGradient: false);

    [Test]
    public void OneHot_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new Discretization(4, outputMode: OutputMode.OneHot, dtype: policy), input: ["batch", 3], output: ["batch", 3, 4],
        hasGradient: false);

    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    public void GivenBoundaries_KeepTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy => new Discretization([-1, 0.5, 2], mode, dtype: policy), input: ["batch", 3], output: ["batch", 4], hasGradient: false);

    [Test]
    public void OneBin_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new Discretization(1, dtype: policy), input: ["batch", 3], output: ["batch", 3], outputType: DType.Int32, hasGradient: false);

    [Test]
    public void LargeIntegers_AreComparedWhole()
    {
        var layer = new Discretization([16_777_217]);
        Assert.That(layer.Predict(TensorData.Of(new[] { 16_777_216L, 16_777_217 }, [2])).ToArray<int>(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Update_Continues_AlsoFromAFile_AsOneAdaptOfTheSameBatches()
    {
        TensorData[] batches = [.. Enumerable.Range(1, 4).Select(seed => SampleData.Of([200, 2], DType.Float32, seed))];
        var whole = new Discretization(7, epsilon: 0.02);
        whole.Adapt(batches);
        var layer = new Discretization(7, epsilon: 0.02);
        layer.Adapt(batches[..2]);
        using var folder = new TempFolder();
        using (var model = new Sequential { new Input([2]), layer }) model.Save(folder.At("bins.keras"));
        using var loaded = Model.Load(folder.At("bins.keras"));
        var again = (Discretization)loaded.Layers[0];
        var rows = batches[0];
        Assert.That(loaded.Predict(rows).ToArray<int>(), Is.EqualTo(layer.Predict(rows).ToArray<int>()));
        again.Update(batches[2..]);
        Assert.That((again.State!.Rows, again.BinBoundaries), Is.EqualTo((800, whole.BinBoundaries)));
        // The model predicts with the current bins.
        Assert.That(loaded.Predict(rows).ToArray<int>(), Is.EqualTo(whole.Predict(rows).ToArray<int>()));
    }

    [Test]
    public void States_Merge_TravelInFiles_AndAreAdaptedFrom()
    {
        var layer = new Discretization(4);
        var (low, high) = (layer.Observe(Ramp(0, 500)), layer.Observe(Ramp(500, 1000)));
        using var folder = new TempFolder();
        low.Save(folder.At("low.json"));
        layer.Adapt(AdaptState.Merge([AdaptState.Load(folder.At("low.json")), high]));
        Assert.That(layer.State!.Rows, Is.EqualTo(1000));
        // Quartiles, within the epsilon of 1 %.
        Assert.That(layer.BinBoundaries!.Zip(new[] { 249.0, 499, 749 }).Select(pair => Math.Abs(pair.First - pair.Second)),
            Is.All.LessThan(10));
        Assert.That(layer.Report!.ToString(), Does.Contain("1,000 rows"));
        Assert.That(() => AdaptState.Merge([low, new Discretization(4, epsilon: 0.1).Observe(Ramp(0, 9))]),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("epsilon 0.01"));
        Refused(() => new Discretization(4, epsilon: 0.1).Adapt(low), "epsilon of 0.1");
    }

    [Test]
    public void ASource_IsReadInItsBatches()
    {
        var (fromSource, fromRows) = (new Discretization(4), new Discretization(4));
        var rows = SampleData.Of([300, 2], DType.Float32, seed: 9);
        fromRows.Adapt(rows);
        fromSource.Adapt(new MatrixSource(rows));
        Assert.That(fromSource.BinBoundaries, Is.EqualTo(fromRows.BinBoundaries));
        Assert.That(fromSource.State!.Rows, Is.EqualTo(300));
    }

    [Test]
    public void AnAdaptThatFails_LeavesTheLayerAsItWas()
    {
        var layer = new Discretization(3, outputMode: OutputMode.OneHot);
        layer.Adapt(Ramp(0, 100));
        var (state, boundaries) = (layer.State, layer.BinBoundaries);
        using var model = new Sequential { new Input([1]), layer, new Dense(2) };
        Refused(() => layer.Adapt(new float[,] { { float.NaN }, { float.NaN }, { 1 }, { float.NaN } }), "missing values", "Imputation");
        Refused(() => layer.Adapt(new float[,] { { 1 }, { 2 } }), "built for 3 bins", "have 2");
        Assert.That(() => layer.Adapt(new[,] { { "a" } }), Throws.InstanceOf<ArgumentException>().With.Message.Contains("texts"));
        Assert.That(layer.State, Is.SameAs(state));
        Assert.That(layer.BinBoundaries, Is.EqualTo(boundaries));
    }

    [Test]
    public void Refusals_HaveTheRemedy()
    {
        Refused(() => new Discretization(0), "numBins", "1 or more");
        Refused(() => new Discretization(3, epsilon: 0), "epsilon", "above 0");
        Refused(() => new Discretization([1, 0]), "ascending", "Boundary 1", "0, after 1");
        Refused(() => new Discretization([double.NaN]), "Boundary 0", "NaN");
        Refused(() => new Discretization([1.0], OutputMode.TfIdf), "outputMode", "TfIdf");
        Refused(() => new Discretization([1.0]).Adapt(Ramp(0, 3)), "bin boundaries", "nothing to adapt");
        Refused(() => new Discretization(3).Predict(Ramp(0, 3)), "has not been adapted");
        Refused(() => new Discretization([1.0]).Predict(new[] { "a" }), "works on numbers");
        using var keras = Model.Load(Golden.At("models/bins.keras"));
        Refused(() => ((Discretization)keras.Layers[0]).Update(Ramp(0, 3)), "Call Adapt on all of the data");
    }

    private static float[,] Ramp(int from, int to)
    {
        var rows = new float[to - from, 1];
        for (var i = from; i < to; i++) rows[i - from, 0] = i;
        return rows;
    }

    private sealed class MatrixSource(TensorData rows) : RowSource
    {
        public override string Description => "rows of a test";

        public override IReadOnlyList<string> Columns { get; } = ["a", "b"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 4096, CancellationToken cancellation = default) => [rows];
    }
}
