namespace Layers;

/// <summary>An initializer that sets all elements to 0. Use <see cref="Initializer.Zeros"/>.</summary>
public sealed record ZerosInitializer : Initializer
{
    internal ZerosInitializer()
    {
    }

    internal override string ClassName => "Zeros";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) => Filled(shape, 0);

    internal override void WriteConfig(ConfigWriter config)
    {
    }
}
