using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that divide each spatial or time axis into a fixed number of windows and reduce each window to one
/// number.</summary>
/// <remarks>Window <c>i</c> of <c>n</c> goes from <c>⌊i · size / n⌋</c> to <c>⌈(i + 1) · size / n⌉</c>, so windows may overlap by one
/// element. The size of an axis plus twice its number of windows must be 16,777,216 or less.</remarks>
public abstract class AdaptivePoolingLayer : Layer
{
    // The limit of the number of elements of all windows of an axis. There are two tables of these elements, each of 128 MiB at the limit.
    private const int MostElements = 1 << 24;

    private protected AdaptivePoolingLayer(int[] outputSize, DataFormat dataFormat, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (outputSize.Any(size => size < 1))
            throw Throw.BadArgument(Name, nameof(outputSize), "1 or more along each axis", string.Join(", ", outputSize));
        OutputSize = outputSize;
        DataFormat = dataFormat;
    }

    /// <summary>The number of windows along each axis.</summary>
    public IReadOnlyList<int> OutputSize { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != OutputSize.Count + 2) throw Throw.WrongRank(this, $"rank {OutputSize.Count + 2}", x.Shape);
        var first = ChannelsFirst.FirstAxis(DataFormat);
        // Checks all axes before the first is pooled, so that messages have the shape of the input.
        foreach (var (i, count) in OutputSize.Index()) RequireWindows(x.Shape, first + i, count);
        foreach (var (i, count) in OutputSize.Index()) x = Pooled(x, first + i, count);
        return x;
    }

    /// <summary>Reduces each window to one number. A window with fewer elements than the longest repeats its last element.</summary>
    /// <param name="elements">The windows on an axis, and their elements on the next axis.</param>
    /// <param name="axis">The axis of the elements.</param>
    /// <param name="counts">The weight of each element in its window, 0 for a repeated element; of the rank of
    /// <paramref name="elements"/>.</param>
    private protected abstract Value Reduce(Value elements, int axis, Value counts);

    private protected static Value Largest(Value elements, int axis) => ReduceMax(elements, [axis], keepDims: false);

    private protected Value Mean(Value elements, int axis, Value counts)
    {
        var numbers = Cast(elements, Policy.ArithmeticType);
        return ReduceSum(numbers * Cast(counts, numbers.Type), [axis], keepDims: false);
    }

    private protected void WritePooling(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("output_size", OutputSize).Set("data_format", DataFormats.Name(DataFormat));
    }

    private void RequireWindows(Shape shape, int axis, int count)
    {
        if (!shape[axis].IsKnown) throw Throw.UnknownPooledSize(this, axis, shape);
        if (shape[axis].Size == 0) throw Throw.NothingToPool(this, axis, shape);
        // The longest window has fewer than size / count + 2 elements.
        if (shape[axis].Size + 2.0 * count > MostElements) throw Throw.TooManyWindows(this, axis, count, MostElements, shape);
    }

    private Value Pooled(Value x, int axis, int count)
    {
        var size = x.Shape[axis].Size;
        var longest = Enumerable.Range(0, count).Max(i => End(i) - Start(i));
        var (elements, shares) = (new long[count, longest], new double[count, longest]);
        for (var i = 0; i < count; i++)
            for (var j = 0; j < longest; j++)
                (elements[i, j], shares[i, j]) = (Math.Min(Start(i) + j, End(i) - 1),
                    Start(i) + j < End(i) ? 1.0 / (End(i) - Start(i)) : 0);
        long[] shape = [.. Enumerable.Repeat(1L, x.Shape.Rank + 1)];
        (shape[axis], shape[axis + 1]) = (count, longest);
        return Reduce(Gather(x, Constant(TensorData.Of(elements)), axis), axis + 1,
            Constant(TensorData.Of(shares).Reshape(Shape.Of(shape))));

        long Start(long i) => i * size / count;
        long End(long i) => ((i + 1) * size + count - 1) / count;
    }
}
