using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that flattens all axes except the batch into one.</summary>
/// <remarks>Input <c>(batch, a, b, …)</c>; output <c>(batch, a·b·…)</c>; rows without axes become <c>(batch, 1)</c>.
/// Source: <see href="https://keras.io/api/layers/reshaping_layers/flatten/"/>.</remarks>
public sealed class Flatten : Layer, ISavable<Flatten>
{
    /// <summary>Creates a flattening layer.</summary>
    /// <param name="dataFormat">The position of the channel axis; default last. With <see cref="DataFormat.ChannelsFirst"/>, axis 1 is
    /// first moved to the end.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>flatten</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Flatten(DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => DataFormat = dataFormat;

    /// <summary>The position of the channel axis in the input.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank < 1) throw Throw.WrongRank(this, "rank 1 or more", x.Shape);
        if (DataFormat == DataFormat.ChannelsFirst && x.Shape.Rank > 2)
            x = Transpose(x, [0, .. Enumerable.Range(2, x.Shape.Rank - 2), 1]);
        return x.Shape[1..].IsKnown ? RowShapes.Reshape(x, x.Shape[1..].Length)
            : x.Shape[1..].Any(size => size.IsKnown && size.Size == 0) ? RowShapes.Reshape(x, 0)
            : Reshape(x, 0, -1);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static Flatten FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
