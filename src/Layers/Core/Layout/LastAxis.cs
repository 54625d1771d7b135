using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The columns of a value, which stand on its last axis: <c>(batch, …, columns)</c>.</summary>
internal static class LastAxis
{
    /// <summary>Refuses an input that has no columns, or whose number of them is not known.</summary>
    public static void Require(Layer layer, Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2) throw Throw.WrongRank(layer, "two or more axes, (batch, …, features)", input);
        if (!input[^1].IsKnown) throw Throw.UnknownFeatures(layer, input.Rank - 1, input);
    }

    /// <summary>Some of the columns.</summary>
    /// <param name="x"><c>(batch, …, columns)</c>.</param>
    /// <param name="places">Their places, counted from 0, in any order and as often as they are wanted.</param>
    public static Value Take(Value x, params long[] places) => Gather(x, Constant(TensorData.Of(places, [places.Length])),
        x.Shape.Rank - 1);

    /// <summary>The front half of the columns and the back half; of an odd number the column in the middle is in both.</summary>
    /// <param name="x">Two columns or more.</param>
    public static (Value Front, Value Back) Halves(Value x)
    {
        var size = x.Shape[^1].Size;
        var half = (size + 1) / 2;
        return (Take(x, Places(0, half)), Take(x, Places(size - half, half)));
    }

    /// <summary>All columns of the first feature, then those of the next.</summary>
    /// <param name="columns">Each <c>(batch, …, features)</c>: one column of every feature.</param>
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
