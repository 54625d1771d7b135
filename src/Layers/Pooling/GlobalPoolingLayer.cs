using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that reduce each channel to one number.</summary>
public abstract class GlobalPoolingLayer : Layer
{
    private readonly int _rank;

    private protected GlobalPoolingLayer(int rank, DataFormat dataFormat, bool keepDims, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        _rank = rank;
        DataFormat = dataFormat;
        KeepDims = keepDims;
    }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>Whether the reduced axes are kept with size 1.</summary>
    public bool KeepDims { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Pooled(x, Axes(x));

    /// <summary>Returns the spatial or time axes of an input. Throws if the layer does not accept the input.</summary>
    private protected int[] Axes(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != _rank + 2) throw Throw.WrongRank(this, $"rank {_rank + 2}", x.Shape);
        return [.. Enumerable.Range(ChannelsFirst.FirstAxis(DataFormat), _rank)];
    }

    /// <summary>Reduces the input over its spatial or time axes.</summary>
    private protected abstract Value Pooled(Value x, int[] axes);

    private protected Value Largest(Value x, int[] axes) => ReduceMax(x, axes, KeepDims);

    private protected Value Mean(Value x, int[] axes) => Means.Over(Cast(x, Policy.ArithmeticType), axes, KeepDims);

    private protected void WritePooling(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("data_format", DataFormats.Name(DataFormat)).Set("keepdims", KeepDims);
    }
}
