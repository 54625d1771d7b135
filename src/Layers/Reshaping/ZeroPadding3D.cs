namespace Layers;

/// <summary>A layer that adds planes of zeros around volumes.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c>; the output is larger along each spatial axis by the numbers of planes
/// added before and after. With channels first, the channels are on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/zero_padding3d/"/>.</remarks>
public sealed class ZeroPadding3D : Layer, ISavable<ZeroPadding3D>
{
    /// <summary>Creates a padding layer.</summary>
    /// <param name="padding">The numbers of planes, 0 or more; <see langword="null"/> for 1 on each side.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>zero_padding3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public ZeroPadding3D(Margins3D? padding = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Padding = padding ?? 1;
        if (Margins.IsNegative(Padding.ToArray())) throw Throw.BadArgument(Name, nameof(padding), "0 or more on each side", Padding);
        DataFormat = dataFormat;
    }

    /// <summary>The numbers of planes.</summary>
    public Margins3D Padding { get; }

    /// <summary>The position of the channel axis.</summary>
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
    public static ZeroPadding3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Margins3D("padding", 1), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
