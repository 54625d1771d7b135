using System.Numerics;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Tables with a row of numbers for each feature, <c>(features, columns)</c>, and lookups in them by formulas.</summary>
internal static class FeatureTables
{
    /// <summary>Returns the column of the last number in each feature's row that is at most <paramref name="x"/>; 0 if all are
    /// larger.</summary>
    /// <param name="x">The numbers, <c>(batch, …, features)</c>.</param>
    /// <param name="table">A table whose rows are ascending.</param>
    /// <returns>Integers, in the type of <paramref name="x"/>.</returns>
    public static Value LastAtMost(Value x, Value table)
    {
        // Binary search needs only as many steps as the number of columns has bits, and does not compare each number with each column.
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

    /// <summary>Returns the number in a column of each feature's row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The columns, <c>(batch, …, features)</c>: integers below the number of columns.</param>
    public static Value Take(Value table, Value column)
    {
        var (flat, rows) = Flat(table);
        return Gather(flat, Cast(column, DType.Int64) + rows);
    }

    // Returns the table as one row, and the start of each feature's row in it.
    private static (Value Flat, Value Rows) Flat(Value table)
    {
        var (features, columns) = (table.Shape[0].Size, table.Shape[1].Size);
        long[] rows = [.. Enumerable.Range(0, (int)features).Select(feature => feature * columns)];
        return (Reshape(table, features * columns), Constant(TensorData.Of(rows, [features])));
    }
}
