using Layers.Graphs;

namespace Layers.Samples.Tests;

#region custom-layer
public sealed class Scale(string? name = null) : Layer(name), ISavable<Scale>
{
    private Weight _factor = null!;

    protected override void Build(Shape inputShape) => _factor = AddWeight("factor", [inputShape[^1]], Initializer.Ones);

    protected override Value Call(Value x) => x * _factor;

    public void WriteConfig(ConfigWriter config) { }

    public static Scale FromConfig(ConfigReader config) => new(config.Name);
}
#endregion
