using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Missing values.</summary>
internal static class MissingRows
{
    private static readonly float[][] s_rows = [[1, 2], [2, float.NaN], [float.NaN, 4], [6, 6]];

    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("ReplaceMissingValues", Replace),
        new("IndicateMissingValues", Indicate),
        new("FilterRowsByMissingValues", Filter),
    ];

    private static void Replace()
    {
        AreAlike(Ours(s_rows, new Imputation(ImputationStrategy.Constant)), Theirs(Transforms.ReplaceMissingValues("Out", "In"), s_rows));
        AreAlike(Ours(s_rows, new Imputation()), Theirs(Transforms.ReplaceMissingValues("Out", "In",
            MissingValueReplacingEstimator.ReplacementMode.Mean), s_rows));
        // Layers has no strategy for the smallest or the largest value: the caller gives the values.
        float[] smallest = [1, 2];
        AreAlike(Ours(s_rows, new Imputation(smallest)),
            Theirs(Transforms.ReplaceMissingValues("Out", "In", MissingValueReplacingEstimator.ReplacementMode.Minimum), s_rows));
    }

    private static void Indicate()
    {
        var theirs = Transforms.IndicateMissingValues("Out", "In").Fit(View(s_rows)).Transform(View(s_rows)).GetColumn<bool[]>("Out");
        AreAlike(Ours(s_rows, new MissingIndicator(IndicatedFeatures.All)),
            [.. theirs.Select(row => row.Select(isMissing => isMissing ? 1f : 0).ToArray())]);
    }

    private static void Filter()
    {
        var theirs = Context.Data.FilterRowsByMissingValues(View(s_rows), "In");
        Assert.That(theirs.GetColumn<float[]>("In").Select(row => row[0]), Is.EqualTo(new float[] { 1, 6 }));

        // Layers does not drop a row silently: Adapt refuses a missing value and names its feature and row.
        Assert.That(() => new Normalization().Adapt(s_rows),
            Throws.ArgumentException.With.Message.Contains("Feature 1").And.Message.Contains("row 1"));
        var table = Table.Of(Column.Number("a", 1, 2, double.NaN, 6), Column.Number("b", 2, double.NaN, 4, 6));
        int[] whole = [.. Enumerable.Range(0, table.RowCount).Where(row => !table.Columns.Any(column => table[column].IsMissing(row)))];
        Assert.That(whole, Is.EqualTo(new[] { 0, 3 }));
    }
}
