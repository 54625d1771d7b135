using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What layers share that make several columns of each feature.</summary>
internal static class DateColumns
{
    /// <summary>Refuses an input that has no features, or whose number of them is not known.</summary>
    public static void Require(Layer layer, Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2) throw Throw.WrongRank(layer, "two or more axes, (batch, …, features)", input);
        if (!input[^1].IsKnown) throw Throw.UnknownFeatures(layer, input.Rank - 1, input);
    }

    /// <summary>All columns of the first feature, then those of the next.</summary>
    /// <param name="columns">Each <c>(batch, …, features)</c>: one column of every feature.</param>
    public static Value SideBySide(params IReadOnlyList<Value> columns)
    {
        if (columns is [var only]) return only;
        var (features, axis) = ((int)columns[0].Shape[^1].Size, columns[0].Shape.Rank - 1);
        var all = Concat(columns, axis);
        if (features == 1) return all;
        long[] order = [.. Enumerable.Range(0, features).SelectMany(feature => Enumerable.Range(0, columns.Count).Select(column => (long)column * features + feature))];
        return Gather(all, Constant(TensorData.Of(order, [order.Length])), axis);
    }
}
