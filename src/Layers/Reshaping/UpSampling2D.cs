namespace Layers;

/// <summary>A layer that enlarges images by a whole factor.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, height · size, width · size, channels)</c>; with channels
/// first, the channels are on axis 1 of both. Interpolations other than <see cref="Interpolation.Nearest"/> and
/// <see cref="Interpolation.Area"/> need known heights and widths, and convert integers to floats. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/"/>.</remarks>
public sealed class UpSampling2D : Layer, ISavable<UpSampling2D>
{
    /// <summary>Creates a layer that enlarges images.</summary>
    /// <param name="size">The factor along height and width, 1 or more; <see langword="null"/> for 2.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="interpolation">The interpolation; default the nearest pixel.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>up_sampling2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="size"/> is less than 1.</exception>
    public UpSampling2D(Size2D? size = null, DataFormat dataFormat = DataFormat.ChannelsLast,
        Interpolation interpolation = Interpolation.Nearest, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        Size = size ?? 2;
        if (Size.Height < 1 || Size.Width < 1) throw Throw.BadArgument(Name, nameof(size), "1 or more along each axis", Size);
        DataFormat = dataFormat;
        Interpolation = interpolation;
    }

    /// <summary>The factor along height and width.</summary>
    public Size2D Size { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The interpolation.</summary>
    public Interpolation Interpolation { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4) throw Throw.WrongRank(this, "rank 4", x.Shape);
        if (Interpolation is Interpolation.Nearest or Interpolation.Area) return Scaling.Repeat(x, DataFormat, Size.ToArray());
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        for (var axis = ChannelsFirst.FirstAxis(DataFormat); axis < ChannelsFirst.FirstAxis(DataFormat) + 2; axis++)
            if (!x.Shape[axis].IsKnown) throw Throw.UnknownScaledSize(this, Interpolations.Name(Interpolation), axis, x.Shape);
        return ChannelsFirst.Apply(Ops.Cast(x, Policy.ArithmeticType), DataFormat, first => Scaling.Enlarge(first, Interpolation, Size));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("size", Size.ToArray()).Set("data_format", DataFormats.Name(DataFormat))
            .Set("interpolation", Interpolations.Name(Interpolation));
    }

    /// <inheritdoc/>
    public static UpSampling2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size2D("size", 2), config.DataFormat("data_format"),
            Interpolations.Parse(config.OptionalText("interpolation"), config.Owner, "interpolation"), config.Name, config.Policy);
    }
}
