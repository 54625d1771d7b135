namespace Layers.Tests;

/// <summary>FrequencyEncoding: a table by hand, the contract, files, states.</summary>
public sealed class FrequencyEncodingTests
{
    private static readonly string[,] s_rows = { { "b", "x" }, { "a", "y" }, { "b", "x" }, { "c", "x" }, { "b", "" }, { "a", "x" },
        { "b", "x" }, { "b", "x" } };

    [TestCase(DType.String, 2)]
    [TestCase(DType.String, 1)]
    [TestCase(DType.Int64, 2)]
    [TestCase(DType.Int32, 1)]
    public void AFrequency_KeepsTheLayerContract(DType type, int columns)
    {
        LayerContract.Check(policy => Adapted(new FrequencyEncoding(dtype: policy), columns, type), ["batch", columns], ["batch", columns],
            inputType: type, hasGradient: false);
        LayerContract.Check(policy => Adapted(new FrequencyEncoding(normalize: false, dtype: policy), columns, type), ["batch", columns],
            ["batch", columns], inputType: type, hasGradient: false);
    }

    [Test]
    public void ATable_ByHand()
    {
        string[,] x = { { "a", "x" }, { "b", "y" }, { "c", "" }, { "q", "X" } };
        var (shares, counts) = (new FrequencyEncoding(dtype: DTypePolicy.Float64), new FrequencyEncoding(normalize: false));
        shares.Adapt(s_rows!);
        counts.Adapt(s_rows!);
        // Of eight rows, a is in two, b in five, c in one; x in six, y and the missing text in one each.
        Assert.That(shares.Predict(x!).ToArray<double>(), Is.EqualTo(new[] { 0.25, 0.75, 0.625, 0.125, 0.125, 0.125, 0, 0 }));
        Assert.That(counts.Predict(x!).ToArray<float>(), Is.EqualTo(new[] { 2f, 6, 5, 1, 1, 1, 0, 0 }));
        Assert.That(shares.Frequencies![0], Is.EqualTo(new[] { 0.25, 0.625, 0.125 }));
        Assert.That(shares.ColumnNames(["Island", "Sex"]), Is.EqualTo(new[] { "Island", "Sex" }));
    }

    [Test]
    public void Parts_AreTheWhole_AndMore_Continues()
    {
        var (whole, parts, updated) = (new FrequencyEncoding(), new FrequencyEncoding(), new FrequencyEncoding());
        whole.Adapt(new[] { "a", "b", "b", "c" }!);
        parts.Adapt(AdaptState.Merge([parts.Observe(new[] { "c", "b" }!), parts.Observe(new[] { "b", "a" }!)]));
        updated.Adapt(new[] { "b" }!);
        updated.Update(new[] { "b", "a", "c" }!);
        Assert.That(parts.Frequencies![0], Is.EqualTo(whole.Frequencies![0]));
        Assert.That(updated.Frequencies![0], Is.EqualTo(whole.Frequencies![0]));
    }

    [Test]
    public void AFile_HasStockLayers_ThatGiveTheSame([Values(1, 2)] int columns, [Values(DType.String, DType.Int64)] DType type)
    {
        var layer = new FrequencyEncoding();
        layer.Adapt(SampleData.Of([64, columns], type, seed: 1));
        using var model = new Sequential { new Input([columns], type), layer };
        var rows = SampleData.Of([40, columns], type, seed: 9);
        Assert.That(Mismatch.Of("stock", StockForms.Of(layer).Predict(rows), model.Predict(rows)), Is.Empty);
    }

    // The layer is not built, so that the contract can build it: the output's width depends on the state.
    private static Layer Adapted(FrequencyEncoding layer, int columns, DType type)
    {
        layer.Adapt(SampleData.Of([64, columns], type, seed: 1));
        return LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));
    }
}
