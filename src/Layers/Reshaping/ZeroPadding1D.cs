namespace Layers;

/// <summary>A layer that adds steps of zeros before and after sequences.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, before + steps + after, channels)</c>; with channels first, the
/// channels are on axis 1 of both. Source: <see href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/"/>.</remarks>
public sealed class ZeroPadding1D : Layer, ISavable<ZeroPadding1D>
{
    /// <summary>Creates a layer that adds the same number of steps before and after.</summary>
    /// <param name="padding">The number of steps on each side, 0 or more; default 1.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>zero_padding1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="padding"/> is negative.</exception>
    public ZeroPadding1D(int padding = 1, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : this((padding, padding), dataFormat, name, dtype)
    {
    }

    /// <summary>Creates a layer that adds different numbers of steps before and after.</summary>
    /// <param name="padding">The numbers of steps, 0 or more.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>zero_padding1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public ZeroPadding1D((int Before, int After) padding, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (Margins.IsNegative([padding])) throw Throw.BadArgument(Name, nameof(padding), "0 or more on either side", padding);
        Padding = padding;
        DataFormat = dataFormat;
    }

    /// <summary>The numbers of steps.</summary>
    public (int Before, int After) Padding { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Margins.Pad(this, x, [Padding], DataFormat);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("padding", (int[])[Padding.Before, Padding.After]);
        // The oldest releases of Keras 3 support only channels last and do not have this key.
        if (DataFormat != DataFormat.ChannelsLast) config.Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static ZeroPadding1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var padding = config.OptionalSizes("padding", 2) ?? [1, 1];
        return new((padding[0], padding[1]), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
