namespace Layers.Tests;

/// <summary>The sizes of reduced axes may differ from batch to batch, as in Keras.</summary>
public sealed class BatchesOfOtherSizesTests
{
    private static readonly TensorData s_first = Made(2, 4);

    private static readonly TensorData s_second = Made(2, 5);

    // The same numbers as rows: (18, 2).
    private static readonly TensorData s_rows = TensorData.Of([.. s_first.ToArray<double>(), .. s_second.ToArray<double>()], [18, 2]);

    private static IEnumerable<TestCaseData> Layers =>
    [
        Case("normalization", () => new Normalization()),
        Case("min-max", () => new MinMaxScaling()),
        Case("robust", () => new RobustScaling()),
        Case("power", () => new PowerTransform()),
        Case("quantile", () => new QuantileTransform(5)),
        Case("median", () => new Imputation(ImputationStrategy.Median)),
    ];

    [TestCaseSource(nameof(Layers))]
    public void TheyAreLearnedTogether(object made)
    {
        var make = (Func<AdaptiveLayer>)made;
        var (batches, rows, updated, merged, loaded) = (make(), make(), make(), make(), make());
        rows.Adapt(s_rows);
        var expected = rows.Predict(s_rows).ToArray<float>();
        batches.Adapt([s_first, s_second]);
        updated.Adapt(s_first);
        // The layer is built for the sizes of the first data, as in a model.
        updated.Predict(s_first);
        updated.Update(s_second);
        merged.Adapt(make().Observe(s_second).Merge(make().Observe(s_first)));
        using var folder = new TempFolder();
        batches.State!.Save(folder.At("state.json"));
        loaded.Adapt(AdaptState.Load(folder.At("state.json")));
        foreach (var layer in new[] { batches, updated, merged, loaded })
        {
            Assert.That(layer.Report!.ToString(), Is.EqualTo(batches.Report!.ToString()));
            float[] y = [.. layer.Predict(s_first).ToArray<float>(), .. layer.Predict(s_second).ToArray<float>()];
            Assert.That(y, Is.EqualTo(expected).Within(1e-6f));
        }
    }

    [Test]
    public void TheLayerIsOpenWhereTheyDiffer_AndOnlyThere()
    {
        var (differ, same) = (new Normalization(), new Normalization());
        differ.Adapt([s_first, s_second]);
        same.Adapt([s_first, s_first]);
        Assert.That(differ.InputShape!.Select(size => size.IsKnown), Is.EqualTo(new[] { false, false, true }));
        Assert.That(same.InputShape!.Select(size => size.IsKnown), Is.EqualTo(new[] { false, true, true }));
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(["steps", 2]), differ };
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("again", again.Predict(s_second), model.Predict(s_second)), Is.Empty);
    }

    [Test]
    public void KeptSizesAndRanks_MayNotDiffer()
    {
        var layer = new Normalization(axis: [1, 2]);
        Assert.That(() => layer.Adapt([s_first, s_second]),
            Throws.TypeOf<LayerException>().With.Message.Contains("[batch, 4, 2]").And.Message.Contains("[2, 5, 2]"));
        Assert.That(() => new Normalization().Adapt([s_first, s_rows]), Throws.TypeOf<LayerException>().With.Message.Contains("[18, 2]"));
        var built = new Normalization();
        built.Adapt(s_first);
        Assert.That(() => built.Adapt(s_rows), Throws.TypeOf<LayerException>().With.Message.Contains("built"));
        Assert.That(() => built.Update(TensorData.Of(new double[12], [2, 2, 3])),
            Throws.TypeOf<LayerException>().With.Message.Contains("built"));
    }

    private static TensorData Made(int batch, int steps) =>
        TensorData.Of([.. Enumerable.Range(0, batch * steps * 2).Select(i => (double)((i * 37 + steps * 11) % 19) + i % 2 * 50)],
            [batch, steps, 2]);

    private static TestCaseData Case(string name, Func<AdaptiveLayer> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
