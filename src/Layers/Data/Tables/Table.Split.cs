namespace Layers;

public sealed partial class Table
{
    /// <summary>Splits the rows into two tables: every row is in one of them, once.</summary>
    /// <param name="training">The share of the first table, between 0 and 1. Its number of rows is that share of all rows, rounded.</param>
    /// <param name="stratify">A column whose values are classes, such as the label: each class is split alone, and is in each table within
    /// one row of its share. Missing is a class too. <see langword="null"/>, the default: all rows are split together.</param>
    /// <param name="shuffle">Whether rows are put into random order first, default true; else the first rows of the table, or of each
    /// class, are the first table's, and rows keep their order. Rows in the order of time should keep it.</param>
    /// <param name="seed">Of the random order; default 0. The same seed gives the same split.</param>
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

    /// <summary>Splits the rows into three tables: every row is in one of them, once. The third has what the shares of the others
    /// leave.</summary>
    /// <param name="training">The share of the first table, between 0 and 1.</param>
    /// <param name="validation">The share of the second, between 0 and 1; both together are less than 1.</param>
    /// <param name="stratify">A column whose values are classes: each class is split alone, and is in each table within one row of its
    /// share. Missing is a class too. <see langword="null"/>, the default: all rows are split together.</param>
    /// <param name="shuffle">Whether rows are put into random order first, default true; else the first rows are the first table's, the
    /// next the second's.</param>
    /// <param name="seed">Of the random order; default 0. The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not between 0 and 1, or both together are not less than 1.</exception>
    /// <exception cref="ArgumentException">There is no such column, or a table would have no rows.</exception>
    /// <example><code>var (training, validation, test) = birds.Split(0.7, 0.15, stratify: "Species", seed: 1);</code></example>
    public (Table Training, Table Validation, Table Test) Split(double training, double validation, string? stratify = null, bool shuffle = true, long seed = 0)
    {
        decimal first = Share(training, nameof(training)), second = Share(validation, nameof(validation));
        if (first + second >= 1) throw Throw.SharesTooLarge(training, validation);
        var parts = Parts([first, second, 1 - first - second], stratify, shuffle, seed);
        return (parts[0], parts[1], parts[2]);
    }

    // A decimal has the share that was written: 1 − 0.8 − 0.1 is 0.1.
    private static decimal Share(double share, string parameter) => share > 0 && share < 1 && (decimal)share is > 0 and < 1 and var exact ? exact : throw Throw.NoShare(parameter, share);

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
