namespace Layers;

/// <summary>The encodings of categories by their labels, as scikit-learn computes them.</summary>
/// <param name="state">What was seen.</param>
/// <param name="categories">The categories of each column, in the order of the tables.</param>
/// <param name="smooth">How many rows with the mean of all labels each category is given; null for as many as its variance asks for.</param>
/// <param name="targets">Which classes have encodings; null for labels that are numbers.</param>
internal sealed class TargetTables(TargetState state, CategoryList[] categories, double? smooth, int[]? targets)
{
    // Of each column, the number that each of its categories has in the state; −1 where it was not seen.
    private readonly int[][] _numbers = [.. categories.Select((column, c) => state.CategoriesOf(c).Find(column))];

    /// <summary>How many encodings a column has.</summary>
    public int Targets => targets?.Length ?? 1;

    /// <summary>Where each of as many parts as there are folds begins, counted in rows, and where the last one ends: as many rows in each as the others have, or one more in the first ones.</summary>
    public long[] Bounds(int folds)
    {
        var (starts, row) = (new List<long> { 0 }, 0L);
        foreach (var block in state.Blocks) starts.Add(row += block.Rows);
        var bounds = new long[folds + 1];
        for (var fold = 1; fold <= folds; fold++)
        {
            // Blocks are not cut.
            var bound = state.Rows / folds * fold + Math.Min(fold, state.Rows % folds);
            var after = starts.BinarySearch(bound) is var at && at < 0 ? ~at : at;
            bounds[fold] = after > 0 && bound - starts[after - 1] < starts[after] - bound ? starts[after - 1] : starts[after];
        }
        return bounds;
    }

    /// <summary>Of each column and target the encodings: that of an unknown category, which is the mean, and those of the categories.</summary>
    /// <param name="from">The first row that is left out.</param>
    /// <param name="to">The row behind the last one that is left out; 0 to leave out none.</param>
    public double[][][] Without(long from = 0, long to = 0)
    {
        var (joined, row) = (new LabelBlock(state.Features), 0L);
        foreach (var block in state.Blocks)
        {
            if (row < from || row >= to) joined.Add(block);
            row += block.Rows;
        }
        return [.. categories.Select((column, c) => Enumerable.Range(0, Targets).Select(target => Column(joined, c, target)).ToArray())];
    }

    private double[] Column(LabelBlock rows, int c, int target)
    {
        var labels = Labels(rows, c, target, state.CategoriesOf(c).Count);
        var all = labels.Aggregate(default(LabelMoments), (a, b) => a + b);
        var variance = all.Squares / all.Count;
        var encodings = new double[categories[c].Count + 1];
        encodings[0] = all.Mean;
        for (var i = 1; i < encodings.Length; i++)
        {
            var number = _numbers[c][i - 1];
            encodings[i] = Encoding(number < 0 ? default : labels[number], all.Mean, variance);
        }
        return encodings;
    }

    private double Encoding(LabelMoments labels, double mean, double variance)
    {
        if (labels.Count == 0) return mean;
        if (smooth is { } rows) return (rows * mean + labels.Sum) / (rows + labels.Count);
        // An empirical Bayes estimate: Micci-Barreca (2001), with the share of the category's own mean by the two variances.
        var own = variance * labels.Count / (variance * labels.Count + labels.Squares / labels.Count);
        return double.IsNaN(own) ? mean : own * labels.Mean + (1 - own) * mean;
    }

    private LabelMoments[] Labels(LabelBlock rows, int c, int target, int count)
    {
        var labels = new LabelMoments[count];
        if (targets is null)
        {
            foreach (var (category, _, cell) in rows.Column(c)) labels[category] += cell;
            return labels;
        }
        var (ones, all) = (new long[count], new long[count]);
        foreach (var (category, @class, cell) in rows.Column(c))
        {
            all[category] += cell.Count;
            if (@class == targets[target]) ones[category] += cell.Count;
        }
        return Array.ConvertAll([.. Enumerable.Range(0, count)], category => LabelMoments.OfShare(ones[category], all[category]));
    }
}
