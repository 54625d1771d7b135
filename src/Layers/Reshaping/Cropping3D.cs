namespace Layers;

/// <summary>A layer that removes planes from the sides of volumes.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c>; the output is smaller along each spatial axis by the numbers of planes
/// removed before and after. With channels first, the channels are on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/cropping3d/"/>.</remarks>
public sealed class Cropping3D : Layer, ISavable<Cropping3D>
{
    /// <summary>Creates a cropping layer.</summary>
    /// <param name="cropping">The numbers of planes, 0 or more; <see langword="null"/> for 1 on each side.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cropping3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public Cropping3D(Margins3D? cropping = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Cropping = cropping ?? 1;
        if (Margins.IsNegative(Cropping.ToArray())) throw Throw.BadArgument(Name, nameof(cropping), "0 or more on each side", Cropping);
        DataFormat = dataFormat;
    }

    /// <summary>The numbers of planes.</summary>
    public Margins3D Cropping { get; }

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
    public static Cropping3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Margins3D("cropping", 1), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
