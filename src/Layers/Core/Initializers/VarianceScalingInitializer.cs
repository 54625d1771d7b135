namespace Layers;

/// <summary>An initializer that draws random numbers of variance <c>scale / fan</c>. Use <see cref="Initializer.GlorotUniform"/>, one of
/// its variants, or <see cref="Initializer.VarianceScaling"/> <c>with { Scale = 2 }</c>.</summary>
public sealed record VarianceScalingInitializer : Initializer
{
    private readonly string _className;

    internal VarianceScalingInitializer(string className, double scale, FanMode mode, RandomDistribution distribution)
    {
        _className = className;
        Scale = scale;
        Mode = mode;
        Distribution = distribution;
    }

    /// <summary>The factor of the variance, greater than 0.</summary>
    public double Scale { get; init; }

    /// <summary>The number that the scale is divided by: of inputs, of outputs, or the mean of both.</summary>
    public FanMode Mode { get; init; }

    /// <summary>The distribution that the numbers are drawn from.</summary>
    public RandomDistribution Distribution { get; init; }

    // A named initializer with changed settings is written as VarianceScaling.
    internal override string ClassName =>
        Named(_className) is { } named && named with { Seed = Seed } == this ? _className : "VarianceScaling";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key)
    {
        var (fanIn, fanOut) = Fans(shape);
        var fan = Mode switch { FanMode.FanIn => fanIn, FanMode.FanOut => fanOut, _ => (fanIn + fanOut) / 2 };
        var scale = Scale / Math.Max(1, fan);
        return Distribution switch
        {
            RandomDistribution.Uniform => Drawn(shape, i => Math.Sqrt(3 * scale) * ((2 * RandomKey.Uniform(key, i)) - 1)),
            RandomDistribution.UntruncatedNormal => Drawn(shape, i => Math.Sqrt(scale) * RandomKey.Normal(key, i)),
            _ => Drawn(shape, i => DeviationBeforeCut(Math.Sqrt(scale)) * WithinTwo(key, i)),
        };
    }

    internal override void WriteConfig(ConfigWriter config)
    {
        if (ClassName == "VarianceScaling")
            config.Set("scale", Scale).Set("mode", SnakeCase.Of(Mode.ToString()))
                .Set("distribution", SnakeCase.Of(Distribution.ToString()));
        config.Set("seed", Seed);
    }

    private static VarianceScalingInitializer? Named(string className) => className switch
    {
        "GlorotUniform" => GlorotUniform,
        "GlorotNormal" => GlorotNormal,
        "HeUniform" => HeUniform,
        "HeNormal" => HeNormal,
        "LecunUniform" => LecunUniform,
        "LecunNormal" => LecunNormal,
        _ => null,
    };
}
