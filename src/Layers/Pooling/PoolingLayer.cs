using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that reduce each window to one number.</summary>
public abstract class PoolingLayer : Layer
{
    private protected PoolingLayer(int[] poolSize, int[]? strides, Padding padding, DataFormat dataFormat, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (poolSize.Any(size => size < 1))
            throw Throw.BadArgument(Name, nameof(poolSize), "1 or more along each axis", string.Join(", ", poolSize));
        if (strides?.Any(stride => stride < 0) == true)
            throw Throw.BadArgument(Name, nameof(strides), "1 or more along each axis", string.Join(", ", strides));
        PoolSize = poolSize;
        Strides = strides ?? poolSize;
        Padding = padding;
        DataFormat = dataFormat;
    }

    /// <summary>The size of the window along each axis.</summary>
    public IReadOnlyList<int> PoolSize { get; }

    /// <summary>The stride of the window along each axis.</summary>
    public IReadOnlyList<int> Strides { get; }

    /// <summary>The padding of the input.</summary>
    public Padding Padding { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != PoolSize.Count + 2) throw Throw.WrongRank(this, $"rank {PoolSize.Count + 2}", x.Shape);
        // As in Keras, a layer with causal padding or a stride of 0 can be created, and its call throws.
        if (Padding == Padding.Causal) throw Throw.NoCausalPooling(this);
        if (Strides.Contains(0)) throw Throw.BadArgument(Name, "strides", "1 or more along each axis", string.Join(", ", Strides));
        for (var i = 0; i < PoolSize.Count && Padding == Padding.Valid; i++)
            if (x.Shape[ChannelsFirst.FirstAxis(DataFormat) + i] is { IsKnown: true } size && size.Size < PoolSize[i])
                throw Throw.WindowTooLarge(this, ChannelsFirst.FirstAxis(DataFormat) + i, PoolSize[i], x.Shape);
        return ChannelsFirst.Apply(x, DataFormat, Pooled);
    }

    /// <summary>Reduces the windows of an input <c>(batch, channels, sizes…)</c>.</summary>
    private protected abstract Value Pooled(Value x);

    private protected Value Largest(Value x)
    {
        // ONNX Runtime's CPU kernels support no integers of more than 8 bits. Float64 holds all integers up to 2⁵³.
        var numbers = x.Type.IsFloat() ? x : Cast(x, DType.Float64);
        return Cast(MaxPool(numbers, Sizes(PoolSize), Sizes(Strides), samePads: Padding == Padding.Same), x.Type);
    }

    private protected Value Mean(Value x) => ChannelsFirst.InFloat32(Cast(x, Policy.ArithmeticType),
        numbers => AveragePool(numbers, Sizes(PoolSize), Sizes(Strides), samePads: Padding == Padding.Same));

    private static long[] Sizes(IEnumerable<int> numbers) => [.. numbers.Select(number => (long)number)];

    private protected void WritePooling(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("pool_size", PoolSize).Set("strides", Strides).Set("padding", Paddings.Name(Padding))
            .Set("data_format", DataFormats.Name(DataFormat));
    }
}
