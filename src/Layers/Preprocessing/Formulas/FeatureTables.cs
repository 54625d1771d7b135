using System.Numerics;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Tables that have a row of numbers for each feature: <c>(features, columns)</c>, and how a formula looks something up in
/// them.</summary>
internal static class FeatureTables
{
    /// <summary>Where in each feature's row the last number is that is at most <paramref name="x"/>; 0 where all are larger.</summary>
    /// <param name="x"><c>(batch, …, features)</c>.</param>
    /// <param name="table">Ascending in each row.</param>
    /// <returns>Whole numbers, in the type of <paramref name="x"/>.</returns>
    public static Value LastAtMost(Value x, Value table)
    {
        // Halving finds the place in as many steps as the columns' number has bits, without a comparison of every number with every column.
        var last = table.Shape[1].Size - 1;
        var (flat, rows) = Flat(table);
        var place = rows;
        for (var step = (long)BitOperations.RoundUpToPowerOf2((ulong)last + 1) / 2; step > 0; step /= 2)
        {
            var next = Min(place + Constant(TensorData.Scalar(step)), rows + Constant(TensorData.Scalar(last)));
            place = Where(Gather(flat, next) <= x, next, place);
        }
        return Cast(place - rows, x.Type);
    }

    /// <summary>What stands at a place in each feature's row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column"><c>(batch, …, features)</c>: whole numbers below the number of columns.</param>
    public static Value Take(Value table, Value column)
    {
        var (flat, rows) = Flat(table);
        return Gather(flat, Cast(column, DType.Int64) + rows);
    }

    // The table in one line, and where in it each feature's row begins.
    private static (Value Flat, Value Rows) Flat(Value table)
    {
        var (features, columns) = (table.Shape[0].Size, table.Shape[1].Size);
        long[] rows = [.. Enumerable.Range(0, (int)features).Select(feature => feature * columns)];
        return (Reshape(table, features * columns), Constant(TensorData.Of(rows, [features])));
    }
}
