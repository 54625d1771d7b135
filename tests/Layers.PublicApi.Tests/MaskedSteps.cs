using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer that gives its output a mask: steps whose features are all 0 do not count.</summary>
public sealed class MaskedSteps(string? name = null) : Layer(name), ISavable<MaskedSteps>
{
    protected override Value Call(Value x) => x;

    protected override Value? ComputeMask(Value x, Value? mask) => Ops.ReduceMax(Ops.Abs(x), [-1], keepDims: false) > 0;

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static MaskedSteps FromConfig(ConfigReader config) => new(config.Name);
}
