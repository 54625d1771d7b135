namespace Layers;

/// <summary>Computes the encodings of categories from their labels, as scikit-learn does.</summary>
/// <param name="state">The learned state.</param>
/// <param name="categories">The categories of each column, in the order of the encodings.</param>
/// <param name="smooth">The weight of the mean of all labels, in rows; null to compute it from the variances.</param>
/// <param name="targets">The indices of the classes that have encodings; null if labels are numbers.</param>
internal sealed class TargetTables(TargetState state, CategoryList[] categories, double? smooth, int[]? targets)
{
    // For each column, the index of each category in the state; −1 if the state has not seen the category.
    private readonly int[]?[] _numbers = new int[categories.Length][];

    // The first row of each block, and the row after the last block.
    private readonly List<long> _starts = StartsOf(state.Blocks);

    /// <summary>Returns the first row of each fold, followed by the row after the last fold. The folds have equal sizes, or the first folds
    /// have one row more.</summary>
    public long[] Bounds(int folds)
    {
        var bounds = new long[folds + 1];
        for (var fold = 1; fold <= folds; fold++)
        {
            // A block is never split, so a fold begins at the nearest block.
            var bound = state.Rows / folds * fold + Math.Min(fold, state.Rows % folds);
            var after = _starts.BinarySearch(bound) is var at && at < 0 ? ~at : at;
            bounds[fold] = after > 0 && bound - _starts[after - 1] < _starts[after] - bound ? _starts[after - 1] : _starts[after];
        }
        return bounds;
    }

    /// <summary>Returns the encodings of a column without the rows from <paramref name="from"/> to <paramref name="to"/>. For each target,
    /// the encoding of an unknown category comes first, then those of the categories.</summary>
    /// <param name="c">The index of the column, from 0.</param>
    /// <param name="from">The first row to leave out.</param>
    /// <param name="to">The row after the last one to leave out; 0 to leave out none.</param>
    public double[][] Of(int c, long from = 0, long to = 0) => Array.ConvertAll(Labels(c, from, to), labels => Encodings(c, labels));

    private double[] Encodings(int c, LabelMoments[] labels)
    {
        var numbers = _numbers[c] ??= state.CategoriesOf(c).Find(categories[c]);
        var all = labels.Aggregate(default(LabelMoments), (a, b) => a + b);
        var variance = all.Squares / all.Count;
        return [all.Mean, .. numbers.Select(number => Encoding(number < 0 ? default : labels[number], all.Mean, variance))];
    }

    private double Encoding(LabelMoments labels, double mean, double variance)
    {
        if (labels.Count == 0) return mean;
        if (smooth is { } rows) return (rows * mean + labels.Sum) / (rows + labels.Count);
        // An empirical Bayes estimate (Micci-Barreca, 2001). The weight of the category's own mean depends on the two variances.
        var own = variance * labels.Count / (variance * labels.Count + labels.Squares / labels.Count);
        return double.IsNaN(own) ? mean : own * labels.Mean + (1 - own) * mean;
    }

    private static List<long> StartsOf(IReadOnlyList<LabelBlock> blocks)
    {
        var starts = new List<long>(blocks.Count + 1) { 0 };
        foreach (var block in blocks) starts.Add(starts[^1] + block.Rows);
        return starts;
    }

    // For each target, the labels of each category, by the index of the category in the state.
    private LabelMoments[][] Labels(int c, long from, long to)
    {
        var count = state.CategoriesOf(c).Count;
        var cells = state.Blocks.Zip(_starts).Where(pair => pair.Second < from || pair.Second >= to)
            .SelectMany(pair => pair.First.Column(c));
        if (targets is null)
        {
            var labels = new LabelMoments[count];
            foreach (var (category, _, cell) in cells) labels[category] += cell;
            return [labels];
        }
        var (all, ofClass) = (new long[count], new long[]?[state.Classes.Count]);
        foreach (var target in targets) ofClass[target] = new long[count];
        foreach (var (category, @class, cell) in cells)
        {
            all[category] += cell.Count;
            if (ofClass[@class] is { } ones) ones[category] += cell.Count;
        }
        return Array.ConvertAll(targets, target => ofClass[target]!.Zip(all, LabelMoments.OfShare).ToArray());
    }
}
