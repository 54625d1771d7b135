using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Operations on the columns of a value, which are its last axis: <c>(batch, …, columns)</c>.</summary>
internal static class LastAxis
{
    /// <summary>Throws if the input has no columns or their number is not known.</summary>
    public static void Require(Layer layer, Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2) throw Throw.WrongRank(layer, "two or more axes, (batch, …, features)", input);
        if (!input[^1].IsKnown) throw Throw.UnknownFeatures(layer, input.Rank - 1, input);
    }

    /// <summary>Returns some of the columns.</summary>
    /// <param name="x">The value, <c>(batch, …, columns)</c>.</param>
    /// <param name="places">The indices of the columns, counted from 0, in any order. An index may be repeated.</param>
    public static Value Take(Value x, params long[] places) => Gather(x, Constant(TensorData.Of(places, [places.Length])),
        x.Shape.Rank - 1);

    /// <summary>Returns the first half of the columns and the second half. If their number is odd, the column in the middle is in
    /// both.</summary>
    /// <param name="x">A value with two columns or more.</param>
    public static (Value Front, Value Back) Halves(Value x)
    {
        var size = x.Shape[^1].Size;
        var half = (size + 1) / 2;
        return (Take(x, Places(0, half)), Take(x, Places(size - half, half)));
    }

    /// <summary>Returns all columns of the first feature, then those of the next, and so on.</summary>
    /// <param name="columns">Values of shape <c>(batch, …, features)</c>, each with one column of every feature.</param>
    public static Value SideBySide(params IReadOnlyList<Value> columns)
    {
        if (columns is [var only]) return only;
        var features = (int)columns[0].Shape[^1].Size;
        var all = Concat(columns, columns[0].Shape.Rank - 1);
        if (features == 1) return all;
        return Take(all, [.. Enumerable.Range(0, features).SelectMany(feature =>
            Enumerable.Range(0, columns.Count).Select(column => (long)column * features + feature))]);
    }

    private static long[] Places(long first, long count) => [.. Enumerable.Range(0, (int)count).Select(place => first + place)];
}
