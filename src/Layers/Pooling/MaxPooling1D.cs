namespace Layers;

/// <summary>A layer that computes the maximum of each channel in a window that moves over time.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, new steps, channels)</c>; with channels first, the channels are on
/// axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − poolSize) / strides + 1</c> rounded down, otherwise <c>size /
/// strides</c> rounded up. In training, the first of equal maxima gets the gradient. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/max_pooling1d/"/>.</remarks>
public sealed class MaxPooling1D : PoolingLayer, ISavable<MaxPooling1D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="poolSize">The size of the window along time, 1 or more; default 2.</param>
    /// <param name="strides">The stride of the window; <see langword="null"/>, the default, for the size of the window.</param>
    /// <param name="padding">The padding of the input: none (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>max_pooling1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1 or a stride is less than 0.</exception>
    public MaxPooling1D(int poolSize = 2, int? strides = null, Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : base([poolSize], strides is { } by ? [by] : null, padding, dataFormat, name, dtype)
    {
    }

    private protected override Value Pooled(Value x) => Largest(x);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static MaxPooling1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalSizes("pool_size", 1)?[0] ?? 2, config.OptionalSizes("strides", 1)?[0], config.Padding(),
            config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
