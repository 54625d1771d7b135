using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer without weights or settings.</summary>
public sealed class Cube(string? name = null) : Layer(name), ISavable<Cube>
{
    protected override Value Call(Value x) => x * x * x;

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static Cube FromConfig(ConfigReader config) => new(config.Name);
}
