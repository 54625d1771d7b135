namespace Layers;

/// <summary>An initializer that draws normal random numbers. Use <see cref="Initializer.RandomNormal"/> <c>with { Deviation = 0.1
/// }</c>.</summary>
public sealed record RandomNormalInitializer : Initializer
{
    internal RandomNormalInitializer()
    {
    }

    /// <summary>The mean; default 0.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation; default 0.05. Keras calls it <c>stddev</c>.</summary>
    public double Deviation { get; init; } = 0.05;

    internal override string ClassName => "RandomNormal";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) => Drawn(shape, i => Mean + (Deviation * RandomKey.Normal(key, i)));

    internal override void WriteConfig(ConfigWriter config) => config.Set("mean", Mean).Set("stddev", Deviation).Set("seed", Seed);
}
