namespace Layers;

/// <summary>An initializer that draws normal random numbers and redraws those beyond two standard deviations. Use
/// <see cref="Initializer.TruncatedNormal"/>.</summary>
public sealed record TruncatedNormalInitializer : Initializer
{
    internal TruncatedNormalInitializer()
    {
    }

    /// <summary>The mean; default 0.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation before truncation; default 0.05. Keras calls it <c>stddev</c>.</summary>
    public double Deviation { get; init; } = 0.05;

    internal override string ClassName => "TruncatedNormal";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) => Drawn(shape, i => Mean + (Deviation * WithinTwo(key, i)));

    internal override void WriteConfig(ConfigWriter config) => config.Set("mean", Mean).Set("stddev", Deviation).Set("seed", Seed);
}
