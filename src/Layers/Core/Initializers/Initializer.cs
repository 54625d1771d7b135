namespace Layers;

/// <summary>What a weight starts as. Configured with <see langword="with"/>: <c>Initializer.GlorotUniform with { Seed = 3 }</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/initializers/"/>. Keras's own random numbers are not reproduced; their
/// distributions are.</remarks>
public abstract partial record Initializer
{
    /// <summary>The owner of its random numbers; <see langword="null"/> (the default) for the model's seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Keras's name for it: <c>GlorotUniform</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>The name that every release reads, where an older one had another.</summary>
    internal virtual string NameInFiles => ClassName;

    /// <summary>The elements of a weight.</summary>
    /// <param name="shape">Known sizes.</param>
    /// <param name="key">Decides every random number.</param>
    /// <returns>Elements in row-major order.</returns>
    protected abstract double[] Generate(Shape shape, long key);

    internal virtual void WriteConfig(ConfigWriter config) => config.Set("seed", Seed);

    internal TensorData Create(Shape shape, DType type, long seed) =>
        Casting.Of(Generate(shape, Seed is { } own ? RandomKey.Mix(own, 0) : seed), shape, type);

    /// <summary>What a weight starts as, not made before somebody asks for it: the numbers of a file often take its place first.</summary>
    internal Lazy<TensorData> Start(TensorType type, long seed) =>
        CanRefuse || type.Type == DType.String ? new(Create(type.Shape, type.Type, seed)) : new(() => Create(type.Shape, type.Type, seed));

    // What cannot give every shape its elements says so when the weight is made. Users' own may be such.
    private bool CanRefuse => this is not (ZerosInitializer or OnesInitializer or ConstantInitializer or RandomUniformInitializer or RandomNormalInitializer
        or TruncatedNormalInitializer or VarianceScalingInitializer);

    /// <summary>How many numbers feed one output and how many outputs one number feeds; of a convolution, times the size of its
    /// window.</summary>
    private protected static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank == 0) return (1, 1);
        if (shape.Rank == 1) return (shape[0].Size, shape[0].Size);
        var window = shape[..^2].Length;
        return (shape[^2].Size * window, shape[^1].Size * window);
    }
}
