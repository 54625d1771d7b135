using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.PublicApi.Tests;

/// <summary>A layer with a custom state: each whole number becomes its rank among the distinct numbers that <c>Adapt</c> saw.</summary>
public sealed class RankOf(int most = 8, string? name = null) : AdaptiveLayer<ValueCounts>(name), ISavable<RankOf>
{
    private Weight _values = null!;

    protected override void Build(Shape inputShape) => _values = AddWeight("values", [most], Initializer.Zeros, trainable: false);

    // The number of smaller values.
    protected override Value Call(Value x) => ReduceSum(Cast(Less(_values, Cast(x, DType.Float32)), DType.Float32), [1], keepDims: true);

    protected override ValueCounts CreateState(Shape batch) =>
        batch.Rank == 2 && batch[1] == 1 ? new() : throw new LayerException(Name, $"{this} takes one column, not data of shape {batch}.");

    protected override string? Misfit(ValueCounts state) => state.Counts.Count <= most ? null : $"up to {most} values";

    protected override void Learn(ValueCounts state)
    {
        if (Misfit(state) is { } learned) throw new LayerException(Name, $"{this} learns {learned}, and there are {state.Counts.Count}.");
        var values = Enumerable.Repeat(float.PositiveInfinity, most).ToArray();
        foreach (var (rank, value) in state.Counts.Keys.Index()) values[rank] = value;
        _values.Value = values;
    }

    public void WriteConfig(ConfigWriter config) => config.Set("most", (long)most);

    public static RankOf FromConfig(ConfigReader config) => new((int)config.Integer("most"), config.Name);
}
