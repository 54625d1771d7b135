namespace Layers;

/// <summary>Puts rows and columns of zeros around images.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, height + top + bottom, width + left + right, channels)</c>;
/// with channels first, the channels stand on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/"/>.</remarks>
public sealed class ZeroPadding2D : Layer, ISavable<ZeroPadding2D>
{
    /// <summary>A padding layer.</summary>
    /// <param name="padding">How many rows and columns, 0 or more; <see langword="null"/> for 1 on each side.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>zero_padding2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public ZeroPadding2D(Margins2D? padding = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Padding = padding ?? 1;
        if (Margins.IsNegative(Padding.ToArray())) throw Throw.BadArgument(Name, nameof(padding), "0 or more on each side", Padding);
        DataFormat = dataFormat;
    }

    /// <summary>How many rows and columns.</summary>
    public Margins2D Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Margins.Pad(this, x, Padding.ToArray(), DataFormat);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("padding", Padding.ToArray()).Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static ZeroPadding2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Margins2D("padding", 1), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
