namespace Layers;

/// <summary>A layer that repeats the planes of volumes.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c>, output <c>(batch, depth · size, height · size, width · size,
/// channels)</c>; with channels first, the channels are on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/up_sampling3d/"/>.</remarks>
public sealed class UpSampling3D : Layer, ISavable<UpSampling3D>
{
    /// <summary>Creates a repeating layer.</summary>
    /// <param name="size">The number of repetitions along depth, height and width, 1 or more; <see langword="null"/> for 2.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>up_sampling3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="size"/> is less than 1.</exception>
    public UpSampling3D(Size3D? size = null, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Size = size ?? 2;
        if (Size.ToArray().Any(factor => factor < 1)) throw Throw.BadArgument(Name, nameof(size), "1 or more along each axis", Size);
        DataFormat = dataFormat;
    }

    /// <summary>The number of repetitions along depth, height and width.</summary>
    public Size3D Size { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 5) throw Throw.WrongRank(this, "rank 5", x.Shape);
        return Scaling.Repeat(x, DataFormat, Size.ToArray());
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("size", Size.ToArray()).Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static UpSampling3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size3D("size", 2), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
