namespace Layers;

/// <summary>A layer that repeats each step of time series.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, steps · size, channels)</c>.
/// Source: <see href="https://keras.io/api/layers/reshaping_layers/up_sampling1d/"/>.</remarks>
public sealed class UpSampling1D : Layer, ISavable<UpSampling1D>
{
    /// <summary>Creates a repeating layer.</summary>
    /// <param name="size">The number of repetitions of each step, 1 or more; default 2.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>up_sampling1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="size"/> is less than 1.</exception>
    public UpSampling1D(int size = 2, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (size < 1) throw Throw.BadArgument(Name, nameof(size), "1 or more", size);
        Size = size;
    }

    /// <summary>The number of repetitions of each step.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 3) throw Throw.WrongRank(this, "rank 3", x.Shape);
        return Scaling.Repeat(x, DataFormat.ChannelsLast, [Size]);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("size", Size);
    }

    /// <inheritdoc/>
    public static UpSampling1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalWhole("size") ?? 2, config.Name, config.Policy);
    }
}
