using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer that divides by the largest absolute value that it saw in training: its weight has no gradient.</summary>
public sealed class LargestSeen(string? name = null) : Layer(name), ISavable<LargestSeen>
{
    private Weight _largest = null!;
    private Weight _batches = null!;

    protected override void Build(Shape inputShape)
    {
        _largest = AddWeight("largest", [], Initializer.Ones, trainable: false);
        _batches = AddWeight("batches", [], Initializer.Zeros, trainable: false, DType.Int64);
    }

    protected override Value Call(Value x) => x / _largest;

    protected override Value Call(Value x, CallContext call)
    {
        if (call.IsTraining)
        {
            call.Update(_largest, Ops.Max(call.Current(_largest), Ops.ReduceMax(Ops.Abs(x), keepDims: false)));
            call.Update(_batches, call.Current(_batches) + 1);
        }
        return Call(x);
    }

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static LargestSeen FromConfig(ConfigReader config) => new(config.Name);
}
