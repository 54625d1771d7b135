namespace Layers;

/// <summary>An initializer that draws uniform random numbers. Use <see cref="Initializer.RandomUniform"/> <c>with { Minimum = −1, Maximum =
/// 1 }</c>.</summary>
public sealed record RandomUniformInitializer : Initializer
{
    internal RandomUniformInitializer()
    {
    }

    /// <summary>The lower bound, inclusive; default −0.05. Keras calls it <c>minval</c>.</summary>
    public double Minimum { get; init; } = -0.05;

    /// <summary>The upper bound, exclusive; default 0.05. Keras calls it <c>maxval</c>.</summary>
    public double Maximum { get; init; } = 0.05;

    internal override string ClassName => "RandomUniform";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) =>
        Drawn(shape, i => Minimum + ((Maximum - Minimum) * RandomKey.Uniform(key, i)));

    internal override void WriteConfig(ConfigWriter config) => config.Set("minval", Minimum).Set("maxval", Maximum).Set("seed", Seed);
}
