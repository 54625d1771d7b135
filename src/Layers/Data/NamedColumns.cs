namespace Layers;

/// <summary>Rows with named columns, put into the order in which the names were learned.</summary>
internal static class NamedColumns
{
    /// <summary>Returns the index of each learned name among the received names; null if they are in order.</summary>
    /// <param name="learned">The learned names, in order.</param>
    /// <param name="received">The received names, each once.</param>
    /// <param name="owner">The layer or model that learned the names, for messages.</param>
    /// <exception cref="ArgumentException">A name is missing, or a name was not learned; the message has the nearest name.</exception>
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

    /// <summary>Returns a source with its columns in the order in which the names were learned.</summary>
    /// <inheritdoc cref="Order"/>
    public static RowSource Ordered(RowSource source, IReadOnlyList<string>? learned, string owner) =>
        learned is null || Order(learned, source.Columns, owner) is null ? source : source.Select(learned);

    /// <summary>Returns rows with their columns in another order. Rows with other columns are returned unchanged, so that later checks
    /// report them.</summary>
    /// <param name="rows">A batch; null for none.</param>
    /// <param name="order">The result of <see cref="Order"/>.</param>
    public static TensorData? Reordered(TensorData? rows, int[]? order) =>
        order is not null && rows is { Shape.Rank: 2 } && rows.Type != DType.String && rows.Shape[1] == order.Length
            ? Take(rows, order) : rows;

    /// <summary>Returns some columns of rows.</summary>
    /// <param name="rows">Rows <c>(rows, columns)</c> of numbers.</param>
    /// <param name="columns">The indices of the columns, in order.</param>
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
