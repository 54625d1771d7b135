namespace Layers.ScikitLearn;

/// <summary>Makes arrays and single values from the calls of NumPy's functions in a pickle.</summary>
internal sealed class NumpyCalls(PickleSource source, PickleBudget budget)
{
    /// <summary>Makes a single value, as an element of its type.</summary>
    public object? Scalar(NumpyType type, object?[] rest)
    {
        if (type.Kind == 'O') return rest is [var value] ? value : throw Throw.Damaged(source, "a NumPy scalar has no value");
        if (rest is not [var given] || BytesOf(given) is not { } bytes || bytes.Length != type.Size)
            throw Throw.Damaged(source, "a NumPy scalar does not have the bytes of its dtype");
        budget.Work(bytes.Length);
        return NumpyElements.Of(type, bytes, 1, source).GetValue(0);
    }

    /// <summary>Makes an array of protocol 5.</summary>
    public NumpyArray FromBuffer(byte[] bytes, NumpyType type, object? shape, string order, object?[] rest)
    {
        // NumPy does not make objects from bytes either.
        if (type.Kind == 'O') throw Throw.Damaged(source, "an array of objects is written as bytes");
        // A vector may have its size without a tuple.
        var sizes = NumpyElements.ShapeOf(shape is long ? new[] { shape } : shape, source);
        return (order, rest) switch
        {
            ("C", _) => Made(type, sizes, bytes, null),
            ("F", _) => ColumnMajor(type, sizes, bytes),
            // The order of the axes in memory, if it is neither row-major nor column-major. The sizes are those in memory.
            ("K", [IReadOnlyList<object?> axes]) => Made(type, sizes, bytes, AxesOf(axes, sizes.Length)),
            _ => throw Throw.Damaged(source, "an array has an unknown order of elements"),
        };
    }

    /// <summary>Fills an array from its state: version, shape, dtype, whether the first axis is contiguous, and bytes or a list of
    /// objects.</summary>
    public NumpyArray FromState(IReadOnlyList<object?> state)
    {
        if (state is not [.., var shape, NumpyType type, bool isColumnMajor, var elements] || state.Count > 5)
            throw Throw.Damaged(source, "the state of an array has other parts than shape, dtype, order and elements");
        var sizes = NumpyElements.ShapeOf(shape, source);
        if (type.Kind != 'O')
        {
            var bytes = BytesOf(elements) ?? throw Throw.Damaged(source, "the elements of an array are no bytes");
            return isColumnMajor ? ColumnMajor(type, sizes, bytes) : Made(type, sizes, bytes, null);
        }
        if (elements is not IReadOnlyList<object?> items || items.Count != NumpyElements.CountOf(sizes, source))
            throw Throw.Damaged(source, "an array of objects does not have as many as its shape says");
        budget.Work(items.Count);
        // A list is always row-major.
        return new(type.Name, sizes, items.ToArray());
    }

    /// <summary>Makes an array of joblib, whose bytes follow in the file.</summary>
    public NumpyArray FromFile(JoblibArray array)
    {
        if (array.IsPadded) source.Take(source.Byte());
        var count = NumpyElements.CountOf(array.Shape, source);
        var bytes = source.Take((ulong)count * (ulong)array.Type.Size);
        return array.IsColumnMajor ? ColumnMajor(array.Type, array.Shape, bytes.Span) : Made(array.Type, array.Shape, bytes.Span, null);
    }

    /// <summary>Returns the integers of a range.</summary>
    public NumpyArray Range(long start, long stop, long step)
    {
        var count = ((Int128)stop - start + step - Math.Sign(step)) / step;
        if (count < 0) count = 0;
        if (count > Array.MaxLength) throw Throw.TooMuchWork(source.Name);
        budget.Work((long)count);
        var integers = new long[(int)count];
        for (var i = 0; i < integers.Length; i++) integers[i] = start + i * step;
        return new("int64", [integers.Length], integers);
    }

    /// <summary>Returns the bytes of a text with one character for each byte; <see langword="null"/> if a character is not a
    /// byte.</summary>
    public static byte[]? Latin1(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')) return null;
        return System.Text.Encoding.Latin1.GetBytes(text);
    }

    // Bytes of Python 2 are read as a text.
    private byte[]? BytesOf(object? value)
    {
        if (value is not string text) return value as byte[];
        budget.Work(text.Length);
        return Latin1(text);
    }

    // Column-major order is row-major order with the axes reversed.
    private NumpyArray ColumnMajor(NumpyType type, int[] sizes, ReadOnlySpan<byte> bytes) =>
        Made(type, [.. Enumerable.Reverse(sizes)], bytes, [.. Enumerable.Range(0, sizes.Length).Reverse()]);

    // Sizes are those in the file. Axes has the axis in the file for each axis of the array; null if they are the same.
    private NumpyArray Made(NumpyType type, int[] sizes, ReadOnlySpan<byte> bytes, int[]? axes)
    {
        var count = NumpyElements.CountOf(sizes, source);
        if ((long)count * type.Size != bytes.Length)
            throw Throw.Damaged(source,
                $"an array has {Figures.Count(bytes.Length, "byte")}, and its shape and dtype say {Throw.Say((long)count * type.Size)}");
        // Elements of zero bytes would otherwise cost nothing, so that a short file could have any number of them.
        budget.Work((long)count * Math.Max(1, type.Size));
        var elements = NumpyElements.Of(type, bytes, count, source);
        if (axes is null) return new(type.Name, sizes, elements);
        return new(type.Name, [.. axes.Select(axis => sizes[axis])], NumpyElements.Arranged(elements, sizes, axes));
    }

    private int[] AxesOf(IReadOnlyList<object?> order, int count)
    {
        int[] axes = [.. order.Take(count + 1).Select(axis => axis is long and >= 0 and var known && known < count ? (int)known : -1)];
        var isOrder = axes.Length == count && axes.Distinct().Count() == count && !axes.Contains(-1);
        return isOrder ? axes : throw Throw.Damaged(source, "an order of axes does not name each of them once");
    }
}
