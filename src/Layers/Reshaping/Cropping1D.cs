namespace Layers;

/// <summary>A layer that removes steps from the start and the end of sequences.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, steps − before − after, channels)</c>.
/// Source: <see href="https://keras.io/api/layers/reshaping_layers/cropping1d/"/>.</remarks>
public sealed class Cropping1D : Layer, ISavable<Cropping1D>
{
    /// <summary>Creates a layer that removes the same number of steps from the start and the end.</summary>
    /// <param name="cropping">The number of steps on each side, 0 or more; default 1.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cropping1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="cropping"/> is negative.</exception>
    public Cropping1D(int cropping = 1, string? name = null, DTypePolicy? dtype = null)
        : this((cropping, cropping), name, dtype)
    {
    }

    /// <summary>Creates a layer that removes different numbers of steps from the start and the end.</summary>
    /// <param name="cropping">The numbers of steps, 0 or more.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cropping1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is negative.</exception>
    public Cropping1D((int Before, int After) cropping, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (Margins.IsNegative([cropping])) throw Throw.BadArgument(Name, nameof(cropping), "0 or more on either side", cropping);
        Cropping = cropping;
    }

    /// <summary>The numbers of steps.</summary>
    public (int Before, int After) Cropping { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Margins.Crop(this, x, [Cropping], DataFormat.ChannelsLast);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("cropping", (int[])[Cropping.Before, Cropping.After]);
    }

    /// <inheritdoc/>
    public static Cropping1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var cropping = config.OptionalSizes("cropping", 2) ?? [1, 1];
        return new((cropping[0], cropping[1]), config.Name, config.Policy);
    }
}
