using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer with a trainable weight, a setting, and noise in training only.</summary>
public sealed class Gain(double noise, string? name = null) : Layer(name), ISavable<Gain>
{
    private Weight _gain = null!;

    protected override void Build(Shape inputShape) => _gain = AddWeight("gain", [inputShape[^1]], Initializer.Ones);

    protected override Value Call(Value x) => x * _gain;

    protected override Value Call(Value x, CallContext call) => Call(call.IsTraining ? x + (noise * call.RandomNormal(Ops.ShapeOf(x))) : x);

    public void WriteConfig(ConfigWriter config) => config.Set("noise", noise);

    public static Gain FromConfig(ConfigReader config) => new(config.Number("noise"), config.Name);
}
