namespace Layers;

/// <summary>Puts steps of zeros before and after sequences.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, before + steps + after, channels)</c>; with channels first, the
/// channels stand on axis 1 of both. Source: <see href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/"/>.</remarks>
public sealed class ZeroPadding1D : Layer, ISavable<ZeroPadding1D>
{
    /// <summary>As many steps before as after.</summary>
    /// <param name="padding">How many steps on either side, 0 or more; default 1.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>zero_padding1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="padding"/> is negative.</exception>
    public ZeroPadding1D(int padding = 1, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : this((padding, padding), dataFormat, name, dtype)
    {
    }

    /// <summary>Other numbers of steps before and after.</summary>
    /// <param name="padding">How many steps, 0 or more.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>zero_padding1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public ZeroPadding1D((int Before, int After) padding, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (Margins.IsNegative([padding])) throw Throw.BadArgument(Name, nameof(padding), "0 or more on either side", padding);
        Padding = padding;
        DataFormat = dataFormat;
    }

    /// <summary>How many steps.</summary>
    public (int Before, int After) Padding { get; }

    /// <summary>Where the channels are.</summary>
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
        // The oldest releases pad time behind the batch alone, and know no such key.
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
