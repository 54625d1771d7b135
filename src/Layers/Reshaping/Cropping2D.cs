namespace Layers;

/// <summary>A layer that removes rows and columns from the edges of images.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, height − top − bottom, width − left − right, channels)</c>;
/// with channels first, the channels are on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/cropping2d/"/>.</remarks>
public sealed class Cropping2D : Layer, ISavable<Cropping2D>
{
    /// <summary>Creates a cropping layer.</summary>
    /// <param name="cropping">The numbers of rows and columns, 0 or more; <see langword="null"/> for none.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cropping2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public Cropping2D(Margins2D? cropping = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Cropping = cropping ?? 0;
        if (Margins.IsNegative(Cropping.ToArray())) throw Throw.BadArgument(Name, nameof(cropping), "0 or more on each side", Cropping);
        DataFormat = dataFormat;
    }

    /// <summary>The numbers of rows and columns.</summary>
    public Margins2D Cropping { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Margins.Crop(this, x, Cropping.ToArray(), DataFormat);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("cropping", Cropping.ToArray()).Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static Cropping2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Margins2D("cropping", 0), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
