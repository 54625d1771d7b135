namespace Layers;

/// <summary>Rows whose columns have names, put into the order in which names were learned.</summary>
internal static class NamedColumns
{
    /// <summary>Where each learned name stands among those that came; null where they are in order.</summary>
    /// <param name="learned">The names that were learned, in order.</param>
    /// <param name="received">The names that came, each once.</param>
    /// <param name="owner">Who learned them, for messages.</param>
    /// <exception cref="ArgumentException">A name is missing, or one was not learned; the message has the nearest.</exception>
    public static int[]? Order(IReadOnlyList<string> learned, IReadOnlyList<string> received, string owner)
    {
        if (learned.SequenceEqual(received)) return null;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < received.Count; i++) places.TryAdd(received[i], i);
        foreach (var name in learned)
            if (!places.ContainsKey(name)) throw Throw.MissingColumn(owner, name, learned, received);
        var known = learned.ToHashSet(StringComparer.Ordinal);
        foreach (var name in received)
            if (!known.Contains(name)) throw Throw.UnknownColumn(owner, name, learned);
        return [.. learned.Select(name => places[name])];
    }

    /// <summary>A source with its columns in the order in which names were learned.</summary>
    /// <inheritdoc cref="Order"/>
    public static RowSource Ordered(RowSource source, IReadOnlyList<string>? learned, string owner) =>
        learned is null || Order(learned, source.Columns, owner) is null ? source : source.Select(learned);

    /// <summary>Rows with their columns in another order; whatever has other columns comes back as it is, to be refused for what it
    /// is.</summary>
    /// <param name="rows">A batch; null where there is none.</param>
    /// <param name="order">From <see cref="Order"/>.</param>
    public static TensorData? Reordered(TensorData? rows, int[]? order) =>
        order is not null && rows is { Shape.Rank: 2 } && rows.Type != DType.String && rows.Shape[1] == order.Length ? Take(rows, order) : rows;

    /// <summary>Some columns of rows.</summary>
    /// <param name="rows">Rows <c>(rows, columns)</c> of numbers.</param>
    /// <param name="columns">Which, in order.</param>
    public static TensorData Take(TensorData rows, int[] columns)
    {
        var (count, width) = ((int)rows.Shape[0].Size, (int)rows.Shape[1].Size);
        var taken = TensorData.Zeros(rows.Type, [count, columns.Length]);
        var size = rows.Type.Size();
        var from = rows.AsBytes();
        var to = taken.WritableBytes();
        for (var row = 0; row < count; row++)
            for (var i = 0; i < columns.Length; i++)
                from.Slice((row * width + columns[i]) * size, size).CopyTo(to[((row * columns.Length + i) * size)..]);
        return taken;
    }
}
