using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Layers.Data;

/// <summary>Computes statistics in the engine with one aggregate query. The query is repeated only for columns whose first rows differ much
/// from the other rows.</summary>
/// <param name="engine">The engine.</param>
/// <param name="source">The rows.</param>
/// <param name="columns">The columns.</param>
internal sealed class Summary(Engine engine, Rowset source, NumberColumn[] columns)
{
    /// <summary>The number of parts of equal count between the quantiles.</summary>
    public const int Parts = 128;

    // The maximum number of values that are sorted for exact quantiles, which takes a second and 16 MB.
    private const long MostHeld = 1 << 21;

    private readonly SqlColumn[] _columns = Array.ConvertAll(columns, column => column.Column);

    public (long Rows, FeatureMoments[] Features)? Compute(bool quantiles, CancellationToken cancellation)
    {
        if (quantiles && AggregateText.Quantiles(engine.Dialect, source.Query, _columns, Parts, exact: false) is null) return null;
        var (rows, sums) = Sums(cancellation);
        if (rows == 0) throw Throw.NoRows(engine.Description);
        if (!Array.TrueForAll(sums, sum => sum.IsFinite))
            throw Misfit.Find(engine, source, columns, sums: true, null, cancellation)
                ?? Throw.NotFinite(engine.Description, columns[Array.FindIndex(sums, sum => !sum.IsFinite)].Name);
        SumAgain(sums, rows, cancellation);
        var cuts = quantiles ? Cuts(sums, rows, cancellation) : null;
        return (rows, [.. sums.Select((sum, i) => sum.ToMoments(cuts?[i]))]);
    }

    private (long Rows, ColumnSums[] Sums) Sums(CancellationToken cancellation)
    {
        var known = source.Ranges?.Invoke(_columns) is { } ranges ? KnownRanges(ranges, cancellation) : null;
        try
        {
            var (rows, sums) = Ask(_columns, Array.ConvertAll(columns, column => column.Shift), known, cancellation);
            if (Array.FindIndex(sums, sum => !sum.IsConsistent) is >= 0 and var i)
                throw Throw.Contradicts(engine.Description, columns[i].Name);
            return (rows, sums);
        }
        catch (RowSourceException fault)
        {
            throw Misfit.Named(engine, source, columns, fault, cancellation, sums: true);
        }
    }

    private void SumAgain(ColumnSums[] sums, long rows, CancellationToken cancellation)
    {
        var far = Enumerable.Range(0, sums.Length).Where(i => sums[i].IsFarOff).ToArray();
        if (far.Length == 0) return;
        var shifts = Array.ConvertAll(far, i => sums[i].Shift.Moved(_columns[i].Number, sums[i].MeanDeviation));
        var (rowsNow, again) = Ask(Array.ConvertAll(far, i => _columns[i]), shifts,
            Array.ConvertAll(far, i => (sums[i].Minimum, sums[i].Maximum)), cancellation);
        if (rowsNow != rows) throw Throw.RowsChanged(engine.Description, rows, rowsNow);
        for (var k = 0; k < far.Length; k++) sums[far[k]] = again[k];
    }

    private (long Rows, ColumnSums[] Sums) Ask(SqlColumn[] of, Shift[] shifts, (double Minimum, double Maximum)[]? known,
        CancellationToken cancellation)
    {
        using var rows = new Rows(engine, AggregateText.Moments(engine.Dialect, source.Query, of, shifts, ranges: known is null),
            cancellation);
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

    // Returns null if a range contains NaN. The range is then computed without it, in the main query.
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
        var sql = AggregateText.Quantiles(engine.Dialect, source.Query, _columns, Parts, exact: rows <= MostHeld / columns.Length)!;
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

    // Rounding may move approximate quantiles out of the range or out of order.
    private static double[] Ordered(object values, ColumnSums sum)
    {
        var cuts = ((IEnumerable)values).Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToArray();
        (cuts[0], cuts[^1]) = (sum.Minimum, sum.Maximum);
        for (var i = 1; i < cuts.Length; i++) cuts[i] = Math.Min(Math.Max(cuts[i], cuts[i - 1]), sum.Maximum);
        return cuts;
    }

    private static long Integer(DbDataReader reader, int at) =>
        reader.IsDBNull(at) ? 0 : Convert.ToInt64(reader.GetValue(at), CultureInfo.InvariantCulture);

    private static double Double(DbDataReader reader, int at) => reader.IsDBNull(at) ? 0 : reader.GetDouble(at);
}
