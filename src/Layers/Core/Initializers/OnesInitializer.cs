namespace Layers;

/// <summary>An initializer that sets all elements to 1. Use <see cref="Initializer.Ones"/>.</summary>
public sealed record OnesInitializer : Initializer
{
    internal OnesInitializer()
    {
    }

    internal override string ClassName => "Ones";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) => Filled(shape, 1);

    internal override void WriteConfig(ConfigWriter config)
    {
    }
}
