using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer that reads a mask, from its input or from its call, and has two outputs: the mean of the steps that count, and their
/// number.</summary>
public sealed class MeanOfSteps(string? name = null) : Layer(name), ISavable<MeanOfSteps>
{
    protected override IReadOnlyList<string> ArgumentNames => ["mask"];

    protected override Value Call(Value x) => Ops.ReduceMean(x, [1], keepDims: false);

    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        var x = inputs[0];
        var counts = call.MaskOf(x) is { } mask ? Ops.Cast(Ops.Unsqueeze(mask, 2), x.Type) : Ops.ReduceMax(x * 0 + 1, [-1]);
        var count = Ops.ReduceSum(counts, [1], keepDims: false);
        return [Ops.ReduceSum(x * counts, [1], keepDims: false) / count, count];
    }

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static MeanOfSteps FromConfig(ConfigReader config) => new(config.Name);
}
