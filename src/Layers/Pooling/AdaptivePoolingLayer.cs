using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of layers that cut each axis of space or time into a given number of windows and take one number out of
/// each.</summary>
/// <remarks>The window <c>i</c> of <c>n</c> on an axis of some size goes from <c>⌊i · size / n⌋</c> to <c>⌈(i + 1) · size / n⌉</c>, so
/// windows may overlap by one place. The size of an axis and twice its number of windows are 16,777,216 together or less.</remarks>
public abstract class AdaptivePoolingLayer : Layer
{
    // Of the windows on an axis together. There are two tables of them, each with 128 MiB then.
    private const int MostPlaces = 1 << 24;

    private protected AdaptivePoolingLayer(int[] outputSize, DataFormat dataFormat, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (outputSize.Any(size => size < 1)) throw Throw.BadArgument(Name, nameof(outputSize), "1 or more along each axis", string.Join(", ", outputSize));
        OutputSize = outputSize;
        DataFormat = dataFormat;
    }

    /// <summary>How many windows there are along each axis.</summary>
    public IReadOnlyList<int> OutputSize { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != OutputSize.Count + 2) throw Throw.WrongRank(this, $"rank {OutputSize.Count + 2}", x.Shape);
        var first = ChannelsFirst.FirstAxis(DataFormat);
        // All axes before the first is pooled: a refusal shows the input that came.
        foreach (var (i, count) in OutputSize.Index()) RequireWindows(x.Shape, first + i, count);
        foreach (var (i, count) in OutputSize.Index()) x = Pooled(x, first + i, count);
        return x;
    }

    /// <summary>The number of each window, from its places; a short window has its last place twice.</summary>
    /// <param name="places">The windows on an axis, and their places on the next.</param>
    /// <param name="axis">That of the places.</param>
    /// <param name="counts">How often each place counts, as a share of its window; of the rank of <paramref name="places"/>.</param>
    private protected abstract Value Taken(Value places, int axis, Value counts);

    private protected static Value Largest(Value places, int axis) => ReduceMax(places, [axis], keepDims: false);

    private protected Value Mean(Value places, int axis, Value counts)
    {
        var numbers = Cast(places, Policy.ArithmeticType);
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
        // The longest window has fewer places than its share of the axis and two.
        if (shape[axis].Size + 2.0 * count > MostPlaces) throw Throw.TooManyWindows(this, axis, count, MostPlaces, shape);
    }

    private Value Pooled(Value x, int axis, int count)
    {
        var size = x.Shape[axis].Size;
        var longest = Enumerable.Range(0, count).Max(i => End(i) - Start(i));
        var (places, shares) = (new long[count, longest], new double[count, longest]);
        for (var i = 0; i < count; i++)
            for (var j = 0; j < longest; j++)
                (places[i, j], shares[i, j]) = (Math.Min(Start(i) + j, End(i) - 1), Start(i) + j < End(i) ? 1.0 / (End(i) - Start(i)) : 0);
        long[] shape = [.. Enumerable.Repeat(1L, x.Shape.Rank + 1)];
        (shape[axis], shape[axis + 1]) = (count, longest);
        return Taken(Gather(x, Constant(TensorData.Of(places)), axis), axis + 1, Constant(TensorData.Of(shares).Reshape(Shape.Of(shape))));

        long Start(long i) => i * size / count;
        long End(long i) => ((i + 1) * size + count - 1) / count;
    }
}
