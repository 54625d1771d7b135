namespace Layers;

/// <summary>The encodings of categories by their labels, as scikit-learn computes them.</summary>
/// <param name="state">What was seen.</param>
/// <param name="categories">The categories of each column, in the order of the tables.</param>
/// <param name="smooth">How many rows with the mean of all labels each category is given; null for as many as its variance asks
/// for.</param>
/// <param name="targets">Which classes have encodings; null for labels that are numbers.</param>
internal sealed class TargetTables(TargetState state, CategoryList[] categories, double? smooth, int[]? targets)
{
    // Of each column, the number that each of its categories has in the state; −1 where it was not seen.
    private readonly int[]?[] _numbers = new int[categories.Length][];

    // The first row of each block, and the end of the last.
    private readonly List<long> _starts = StartsOf(state.Blocks);

    /// <summary>Where each of as many parts as there are folds begins, counted in rows, and where the last one ends: as many rows in each
    /// as the others have, or one more in the first ones.</summary>
    public long[] Bounds(int folds)
    {
        var bounds = new long[folds + 1];
        for (var fold = 1; fold <= folds; fold++)
        {
            // Blocks are not cut.
            var bound = state.Rows / folds * fold + Math.Min(fold, state.Rows % folds);
            var after = _starts.BinarySearch(bound) is var at && at < 0 ? ~at : at;
            bounds[fold] = after > 0 && bound - _starts[after - 1] < _starts[after] - bound ? _starts[after - 1] : _starts[after];
        }
        return bounds;
    }

    /// <summary>The encodings of a column, for each target those of an unknown category and of each other, by the rows that are not left
    /// out.</summary>
    /// <param name="c">Which, from 0.</param>
    /// <param name="from">The first row that is left out.</param>
    /// <param name="to">The row behind the last one that is left out; 0 to leave out none.</param>
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
        // An empirical Bayes estimate: Micci-Barreca (2001), with the share of the category's own mean by the two variances.
        var own = variance * labels.Count / (variance * labels.Count + labels.Squares / labels.Count);
        return double.IsNaN(own) ? mean : own * labels.Mean + (1 - own) * mean;
    }

    private static List<long> StartsOf(IReadOnlyList<LabelBlock> blocks)
    {
        var starts = new List<long>(blocks.Count + 1) { 0 };
        foreach (var block in blocks) starts.Add(starts[^1] + block.Rows);
        return starts;
    }

    // For each target, the labels of each category by its number in the state.
    private LabelMoments[][] Labels(int c, long from, long to)
    {
        var count = state.CategoriesOf(c).Count;
        var cells = state.Blocks.Zip(_starts).Where(pair => pair.Second < from || pair.Second >= to).SelectMany(pair => pair.First.Column(c));
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
