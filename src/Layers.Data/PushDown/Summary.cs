using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Layers.Data;

/// <summary>Has the engine compute the statistics: one aggregate query, taken again only for columns whose first rows said nothing of the others.</summary>
/// <param name="engine">The engine.</param>
/// <param name="query">The rows.</param>
/// <param name="columns">What is learned of them.</param>
/// <param name="ranges">A query of the ranges alone, where they are known without reading: a row or more of a minimum and a maximum a column; null where there is none.</param>
internal sealed class Summary(Engine engine, string query, SqlColumn[] columns, string? ranges)
{
    /// <summary>Parts of equal count between the quantiles.</summary>
    public const int Parts = 128;

    // So many values are sorted for exact quantiles, which takes a second and 16 MB.
    private const long MostHeld = 1 << 21;

    private const double LargestDeviation = 1e153;

    public (long Rows, FeatureMoments[] Features)? Compute(Shift[] shifts, bool quantiles, CancellationToken cancellation)
    {
        if (quantiles && AggregateText.Quantiles(engine.Dialect, query, columns, Parts, exact: false) is null) return null;
        var (rows, sums) = Sums(shifts, cancellation);
        if (rows == 0) throw Throw.NoRows(engine.Description);
        if (!Array.TrueForAll(sums, sum => sum.IsFinite)) throw Unfit(shifts, cancellation) ?? Throw.NotFinite(engine.Description, columns[Array.FindIndex(sums, sum => !sum.IsFinite)].Name);
        SumAgain(sums, rows, cancellation);
        var cuts = quantiles ? Cuts(sums, rows, cancellation) : null;
        return (rows, [.. sums.Select((sum, i) => sum.ToMoments(cuts?[i]))]);
    }

    private (long Rows, ColumnSums[] Sums) Sums(Shift[] shifts, CancellationToken cancellation)
    {
        var known = ranges is null ? null : KnownRanges(ranges, cancellation);
        try
        {
            return Ask(columns, shifts, known, cancellation);
        }
        catch (RowSourceException fault) when (fault.InnerException is DbException { SqlState: ['2', '2', ..] })
        {
            // A number that the engine cannot compute with; SQL does not say which.
            throw Unfit(shifts, cancellation) ?? fault;
        }
    }

    private void SumAgain(ColumnSums[] sums, long rows, CancellationToken cancellation)
    {
        var far = Enumerable.Range(0, sums.Length).Where(i => sums[i].IsFarOff).ToArray();
        if (far.Length == 0) return;
        var shifts = Array.ConvertAll(far, i => sums[i].Shift.Moved(columns[i].Number, sums[i].MeanDeviation));
        var (rowsNow, again) = Ask(Array.ConvertAll(far, i => columns[i]), shifts, Array.ConvertAll(far, i => (sums[i].Minimum, sums[i].Maximum)), cancellation);
        if (rowsNow != rows) throw Throw.RowsChanged(engine.Description, rows, rowsNow);
        for (var k = 0; k < far.Length; k++) sums[far[k]] = again[k];
    }

    private (long Rows, ColumnSums[] Sums) Ask(SqlColumn[] of, Shift[] shifts, (double Minimum, double Maximum)[]? known, CancellationToken cancellation)
    {
        using var rows = new Rows(engine, AggregateText.Moments(engine.Dialect, query, of, shifts, ranges: known is null), cancellation);
        rows.Read();
        try
        {
            var (reader, at) = (rows.Current, 1);
            var sums = new ColumnSums[of.Length];
            for (var i = 0; i < sums.Length; i++)
            {
                var count = Integer(reader, at++);
                var (sum, squares) = (Double(reader, at++), Double(reader, at++));
                var (minimum, maximum) = known is null ? (Double(reader, at++), Double(reader, at++)) : known[i];
                sums[i] = new ColumnSums(shifts[i], count, sum, squares, minimum, maximum);
            }
            return (Integer(reader, 0), sums);
        }
        catch (Exception fault)
        {
            throw rows.Fault(fault, 0);
        }
    }

    // Null where a NaN stands in for a range: then it is computed without it, with the rest.
    private (double, double)[]? KnownRanges(string sql, CancellationToken cancellation)
    {
        var known = new (double Minimum, double Maximum)[columns.Length];
        Array.Fill(known, (double.PositiveInfinity, double.NegativeInfinity));
        using var rows = new Rows(engine, sql, cancellation);
        while (rows.Read())
            for (var i = 0; i < known.Length; i++)
            {
                if (rows.Current.IsDBNull(2 * i)) continue;
                var (minimum, maximum) = (Double(rows.Current, 2 * i), Double(rows.Current, 2 * i + 1));
                if (double.IsNaN(minimum) || double.IsNaN(maximum)) return null;
                known[i] = (Math.Min(known[i].Minimum, minimum), Math.Max(known[i].Maximum, maximum));
            }
        return Array.ConvertAll(known, range => range.Minimum > range.Maximum ? default : range);
    }

    private double[]?[] Cuts(ColumnSums[] sums, long rows, CancellationToken cancellation)
    {
        var sql = AggregateText.Quantiles(engine.Dialect, query, columns, Parts, exact: rows <= MostHeld / columns.Length)!;
        using var result = new Rows(engine, sql, cancellation);
        result.Read();
        try
        {
            return [.. sums.Select((sum, i) => sum.Count == 0 ? null : Ordered(result.Current.GetValue(i), sum))];
        }
        catch (Exception fault)
        {
            throw result.Fault(fault, 0);
        }
    }

    // Approximate cuts may leave the range or each other's order by rounding.
    private static double[] Ordered(object values, ColumnSums sum)
    {
        var cuts = ((IEnumerable)values).Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToArray();
        (cuts[0], cuts[^1]) = (sum.Minimum, sum.Maximum);
        for (var i = 1; i < cuts.Length; i++) cuts[i] = Math.Min(Math.Max(cuts[i], cuts[i - 1]), sum.Maximum);
        return cuts;
    }

    // The first value that no statistics come of, found by reading.
    private Exception? Unfit(Shift[] shifts, CancellationToken cancellation)
    {
        var row = 0L;
        foreach (var batch in new Batches(engine, query, columns).Read(1 << 12, DType.Float64, cancellation))
        {
            var values = batch.AsSpan<double>();
            for (var i = 0; i < values.Length; i++)
            {
                var column = i % columns.Length;
                if (double.IsInfinity(values[i])) return Throw.Infinite(engine.Description, columns[column].Name, row + i / columns.Length);
                if (Math.Abs(values[i] - shifts[column].High) > LargestDeviation) return Throw.Overflows(engine.Description, columns[column].Name, row + i / columns.Length, values[i]);
            }
            row += values.Length / columns.Length;
        }
        return null;
    }

    private static long Integer(DbDataReader reader, int at) => reader.IsDBNull(at) ? 0 : Convert.ToInt64(reader.GetValue(at), CultureInfo.InvariantCulture);

    private static double Double(DbDataReader reader, int at) => reader.IsDBNull(at) ? 0 : reader.GetDouble(at);
}
