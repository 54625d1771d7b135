namespace Layers;

/// <summary>The base class of initializers, which set the initial value of a weight. An initializer is configured with a
/// <see langword="with"/> expression: <c>Initializer.GlorotUniform with { Seed = 3 }</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/initializers/"/>. The distributions are the same as in Keras; the random numbers
/// differ.</remarks>
public abstract partial record Initializer
{
    /// <summary>The seed of the random numbers; <see langword="null"/> (the default) for the model's seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Keras's name of the class, for example <c>GlorotUniform</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>The name in files, which every release of Keras reads. It differs from <see cref="ClassName"/> if older releases had
    /// another name.</summary>
    internal virtual string NameInFiles => ClassName;

    /// <summary>Returns the elements of a weight.</summary>
    /// <param name="shape">The shape, with known sizes.</param>
    /// <param name="key">The key that determines every random number.</param>
    /// <returns>The elements in row-major order.</returns>
    protected abstract double[] Generate(Shape shape, long key);

    internal virtual void WriteConfig(ConfigWriter config) => config.Set("seed", Seed);

    internal TensorData Create(Shape shape, DType type, long seed) =>
        Casting.Of(Generate(shape, Seed is { } own ? RandomKey.Mix(own, 0) : seed), shape, type);

    /// <summary>Returns the initial value of a weight. The value is created on first use, because the values of a file often replace it
    /// before it is used.</summary>
    internal Lazy<TensorData> Start(TensorType type, long seed) =>
        CanRefuse || type.Type == DType.String ? new(Create(type.Shape, type.Type, seed)) : new(() => Create(type.Shape, type.Type, seed));

    // An initializer that cannot fill every shape must throw when the weight is created. Custom initializers may be of this kind.
    private bool CanRefuse =>
        this is not (ZerosInitializer or OnesInitializer or ConstantInitializer or RandomUniformInitializer or RandomNormalInitializer
        or TruncatedNormalInitializer or VarianceScalingInitializer);

    /// <summary>Returns the number of inputs of each output and the number of outputs of each input; for a convolution, times the size of
    /// the window.</summary>
    private protected static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank == 0) return (1, 1);
        if (shape.Rank == 1) return (shape[0].Size, shape[0].Size);
        var window = shape[..^2].Length;
        return (shape[^2].Size * window, shape[^1].Size * window);
    }
}
