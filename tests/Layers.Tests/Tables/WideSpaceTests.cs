using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Spaces of many features: the work grows with the number of features, and not with its square.</summary>
public sealed class WideSpaceTests
{
    // The allocated memory shows the work: a feature that searched all others would allocate a list or a set of them.
    [Test]
    public void TheMemoryIsLinearInTheFeatures()
    {
        _ = Allocated(50, table: true) + Allocated(50, table: false);
        Assert.Multiple(() =>
        {
            Assert.That(Allocated(2000, table: true), Is.LessThan(6 * Allocated(500, table: true)));
            Assert.That(Allocated(2000, table: false), Is.LessThan(6 * Allocated(500, table: false)));
        });
    }

    [Test]
    public void EachFeature_LearnsItsColumn()
    {
        using var space = Space(700);
        var report = space.Adapt(Rows(700));
        Assert.That((report.Passes, report.Layers.Count), Is.EqualTo((1, 700)));
        Assert.That(space.Select(feature => ((Normalization)feature.Layers[0]).Report!.Features[0].Mean),
            Is.EqualTo(Enumerable.Range(0, 700).Select(i => i + 2.0)).Within(1e-9));
        Assert.That(space.SelectMany(feature => feature.Layers).Select(layer => layer.Name).Distinct().Count(), Is.EqualTo(700));
        Assert.That(space.Inputs.Select(input => input.Name).Distinct().Count(), Is.EqualTo(700));
    }

    // Names that collide, before and after features are removed.
    [Test]
    public void AFeatureThatWent_LeavesItsNamesFree()
    {
        var space = new FeatureSpace { { "a b", new Normalization() }, { "a/b", new Normalization() } };
        Assert.That(space.Select(feature => feature.Layers[0].Name), Is.EqualTo(new[] { "a_b_normalization", "a_b_normalization_1" }));
        space.Remove("a b");
        space.Add("a?b", new Normalization());
        Assert.That(space.Select(feature => feature.Layers[0].Name), Is.EqualTo(new[] { "a_b_normalization_1", "a_b_normalization" }));
        space.Add("a b", new Normalization());
        space.Replace("a/b", new Normalization());
        Assert.That(space.Select(feature => feature.Layers[0].Name),
            Is.EqualTo(new[] { "a_b_normalization_1", "a_b_normalization", "a_b_normalization_2" }));
        Assert.Throws<ArgumentException>(() => space.Add("a b"));
        Assert.Throws<ArgumentException>(() => space.Add(["c", "a/b"]));
        Assert.Throws<ArgumentException>(() => space.Replace("a b", Feature.Of("a?b")));
    }

    private static long Allocated(int columns, bool table)
    {
        var rows = Rows(columns);
        var data = rows.Columns.ToDictionary(name => name, name => rows[name].ToTensor(DType.Float32));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var space = Space(columns);
        if (table) space.Adapt(rows);
        else space.Adapt(data);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static FeatureSpace Space(int columns)
    {
        var space = new FeatureSpace();
        for (var i = 0; i < columns; i++) space.Add(Feature.FloatNormalized($"column {i}"));
        return space;
    }

    private static Table Rows(int columns) =>
        Table.Of([.. Enumerable.Range(0, columns).Select(i => Column.Number($"column {i}", 1.0 + i, 2.0 + i, 3.0 + i))]);
}
