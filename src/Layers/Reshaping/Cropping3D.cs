namespace Layers;

/// <summary>Takes planes off the sides of volumes.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c>; along each axis of space the output has as many less as are taken before
/// and after. With channels first, the channels stand on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/cropping3d/"/>.</remarks>
public sealed class Cropping3D : Layer, ISavable<Cropping3D>
{
    /// <summary>A cropping layer.</summary>
    /// <param name="cropping">How many planes, 0 or more; <see langword="null"/> for 1 on each side.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>cropping3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public Cropping3D(Margins3D? cropping = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Cropping = cropping ?? 1;
        if (Margins.IsNegative(Cropping.ToArray())) throw Throw.BadArgument(Name, nameof(cropping), "0 or more on each side", Cropping);
        DataFormat = dataFormat;
    }

    /// <summary>How many planes.</summary>
    public Margins3D Cropping { get; }

    /// <summary>Where the channels are.</summary>
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
