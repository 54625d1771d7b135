namespace Layers;

public sealed partial class Table
{
    /// <summary>Splits the rows into two tables; each row is in exactly one table.</summary>
    /// <param name="training">The share of the first table, between 0 and 1. Its number of rows is that share of all rows, rounded.</param>
    /// <param name="stratify">A column whose values are classes, such as the label. Each class is split separately; its number of rows in
    /// each table is within one row of the exact share. Missing values are a class, too. <see langword="null"/>, the default, for no
    /// classes.</param>
    /// <param name="shuffle">Whether to shuffle the rows first; default true. If false, the first rows of the table, or of each class, are
    /// in the first table, and rows keep their order. This is right for rows in the order of time.</param>
    /// <param name="seed">The seed of the random order; default 0. The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There is no such column, or a table would have no rows.</exception>
    /// <example><code>
    /// var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);
    /// </code></example>
    public (Table Training, Table Test) Split(double training, string? stratify = null, bool shuffle = true, long seed = 0)
    {
        var parts = Parts([Share(training, nameof(training)), 1 - Share(training, nameof(training))], stratify, shuffle, seed);
        return (parts[0], parts[1]);
    }

    /// <summary>Splits the rows into three tables; each row is in exactly one table. The third table has the remaining share.</summary>
    /// <param name="training">The share of the first table, between 0 and 1.</param>
    /// <param name="validation">The share of the second table, between 0 and 1; the sum of both shares is less than 1.</param>
    /// <param name="stratify">A column whose values are classes. Each class is split separately; its number of rows in each table is within
    /// one row of the exact share. Missing values are a class, too. <see langword="null"/>, the default, for no classes.</param>
    /// <param name="shuffle">Whether to shuffle the rows first; default true. If false, the first rows are in the first table, and the next
    /// in the second.</param>
    /// <param name="seed">The seed of the random order; default 0. The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not between 0 and 1, or the sum of the shares is not less than
    /// 1.</exception>
    /// <exception cref="ArgumentException">There is no such column, or a table would have no rows.</exception>
    /// <example><code>var (training, validation, test) = birds.Split(0.7, 0.15, stratify: "Species", seed: 1);</code></example>
    public (Table Training, Table Validation, Table Test) Split(double training, double validation, string? stratify = null,
        bool shuffle = true, long seed = 0)
    {
        decimal first = Share(training, nameof(training)), second = Share(validation, nameof(validation));
        if (first + second >= 1) throw Throw.SharesTooLarge(training, validation);
        var parts = Parts([first, second, 1 - first - second], stratify, shuffle, seed);
        return (parts[0], parts[1], parts[2]);
    }

    // A decimal is exactly the share that was written: 1 − 0.8 − 0.1 is 0.1.
    private static decimal Share(double share, string parameter) =>
        share > 0 && share < 1 && (decimal)share is > 0 and < 1 and var exact ? exact : throw Throw.NoShare(parameter, share);

    private Table[] Parts(decimal[] shares, string? stratify, bool shuffle, long seed)
    {
        var (classes, count) = stratify is null ? (new int[RowCount], 1) : this[stratify].Groups();
        var sizes = new int[count];
        foreach (var group in classes) sizes[group]++;
        var left = SplitShares.Of(sizes, shares);
        var parts = Array.ConvertAll(shares, _ => new List<int>());
        for (var part = 0; part < shares.Length; part++)
            if (Enumerable.Range(0, count).Sum(group => left[group][part]) == 0) throw Throw.EmptyPart(this, shares[part], part);

        // The rows of a class go to the first table until it has its share, then to the next.
        var order = shuffle ? RandomKey.Permutation(seed, RowCount) : null;
        for (var i = 0; i < RowCount; i++)
        {
            var row = order is null ? i : order[i];
            var part = Array.FindIndex(left[classes[row]], rows => rows > 0);
            left[classes[row]][part]--;
            parts[part].Add(row);
        }
        return Array.ConvertAll(parts, rows => Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows)));
    }

    private Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[_columns.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = _columns[i].Take(rows);
        return new Table(taken, rows.Length, Description);
    }
}
