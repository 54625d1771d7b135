namespace Layers;

/// <summary>The number of rows of each class in each part of a split: the exact shares, rounded up or down. For each class the sum is the
/// size of the class. For each part the sum is the exact size of the part, rounded up or down.</summary>
/// <remarks>A table of fractions always has such a rounding (Cox and Ernst, "Controlled rounding", 1982): it is a flow, and a flow with
/// integer supplies and demands has an integer solution. First, each class rounds up its largest fractions; then rows move from parts with
/// too many rows to parts with too few, through other parts if they cannot move directly.</remarks>
internal static class SplitShares
{
    // A difference as small as the one between 3 · 0.333333333333333 and 1 is a rounding error and not a fraction.
    private const decimal Rounding = 1e-9m;

    /// <param name="sizes">The number of rows of each class.</param>
    /// <param name="shares">The share of each part; their sum is 1.</param>
    /// <returns>For each class, the number of rows of each part.</returns>
    public static int[][] Of(int[] sizes, decimal[] shares)
    {
        var exact = Array.ConvertAll(sizes, size => Array.ConvertAll(shares, share => Exact(size, share)));
        var rows = Array.ConvertAll(exact, fractions => Array.ConvertAll(fractions, share => (int)decimal.Floor(share)));
        for (var c = 0; c < sizes.Length; c++)
        {
            var largest = Enumerable.Range(0, shares.Length).Where(part => IsFraction(exact[c][part]))
                .OrderByDescending(part => exact[c][part] - rows[c][part]);
            foreach (var part in largest.Take(sizes[c] - rows[c].Sum())) rows[c][part]++;
        }
        var total = Array.ConvertAll(shares, share => Exact(sizes.Sum(), share));
        while (Move(rows, exact, total))
        {
        }
        return rows;
    }

    private static decimal Exact(int size, decimal share)
    {
        var exact = size * share;
        return Math.Abs(exact - decimal.Round(exact)) <= Rounding * Math.Max(1, exact) ? decimal.Round(exact) : exact;
    }

    private static bool IsFraction(decimal value) => value != decimal.Floor(value);

    /// <summary>Moves one row from a part with too many rows to a part with too few; returns false if the parts are as near to the shares
    /// as possible.</summary>
    private static bool Move(int[][] rows, decimal[][] exact, decimal[] total)
    {
        var goal = Goals(total);
        var has = Enumerable.Range(0, total.Length).Select(part => rows.Sum(row => row[part])).ToArray();
        bool From(Func<int, bool> isSource, Func<int, bool> isTarget)
        {
            for (var from = 0; from < has.Length; from++)
            {
                if (!isSource(from) || Path(rows, exact, from, isTarget) is not { } path) continue;
                foreach (var (c, source, target) in path) (rows[c][source], rows[c][target]) = (rows[c][source] - 1, rows[c][target] + 1);
                return true;
            }
            return false;
        }
        // The goal is the sizes for the shares without classes. If the classes do not allow these sizes, the exact sizes rounded up or down
        // in another way are always possible.
        return From(part => has[part] > goal[part], part => has[part] < goal[part])
            || From(part => has[part] - 1 >= total[part], part => has[part] < total[part])
            || From(part => has[part] > total[part], part => has[part] + 1 <= total[part]);
    }

    private static int[] Goals(decimal[] total)
    {
        var goal = Array.ConvertAll(total, share => (int)decimal.Floor(share));
        var more = (int)decimal.Round(total.Sum()) - goal.Sum();
        foreach (var part in Enumerable.Range(0, total.Length).Where(part => IsFraction(total[part]))
            .OrderByDescending(part => total[part] - goal[part]).Take(more)) goal[part]++;
        return goal;
    }

    /// <summary>Returns the shortest chain of moves of one row each from a part to a wanted part, in which each number of rows stays its
    /// exact share, rounded up or down.</summary>
    private static List<(int Class, int From, int To)>? Path(int[][] rows, decimal[][] exact, int from, Func<int, bool> isWanted)
    {
        var came = new Dictionary<int, (int Class, int From)> { [from] = (-1, -1) };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var part))
        {
            if (isWanted(part))
            {
                var path = new List<(int, int, int)>();
                for (var at = part; came[at].Class >= 0; at = came[at].From) path.Add((came[at].Class, came[at].From, at));
                return path;
            }
            for (var next = 0; next < exact[0].Length; next++)
            {
                if (came.ContainsKey(next)) continue;
                var c = 0;
                while (c < rows.Length && !(rows[c][part] > exact[c][part] && rows[c][next] < exact[c][next])) c++;
                if (c == rows.Length) continue;
                came[next] = (c, part);
                queue.Enqueue(next);
            }
        }
        return null;
    }
}
