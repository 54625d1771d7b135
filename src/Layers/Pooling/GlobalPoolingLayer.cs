using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of layers that take one number out of each channel.</summary>
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

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>Whether the axes that are gone stay with size 1.</summary>
    public bool KeepDims { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Pooled(x, Axes(x));

    /// <summary>The axes of space or time of an input that the layer can work on.</summary>
    private protected int[] Axes(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != _rank + 2) throw Throw.WrongRank(this, $"rank {_rank + 2}", x.Shape);
        return [.. Enumerable.Range(ChannelsFirst.FirstAxis(DataFormat), _rank)];
    }

    /// <summary>The formula over the axes of space or time.</summary>
    private protected abstract Value Pooled(Value x, int[] axes);

    private protected Value Largest(Value x, int[] axes) => ReduceMax(x, axes, KeepDims);

    private protected Value Mean(Value x, int[] axes) => Means.Over(Cast(x, Policy.ArithmeticType), axes, KeepDims);

    private protected void WritePooling(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("data_format", DataFormats.Name(DataFormat)).Set("keepdims", KeepDims);
    }
}
