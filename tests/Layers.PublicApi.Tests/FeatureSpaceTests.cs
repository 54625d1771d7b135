using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>The public members of a feature space: with a custom layer, edited, adapted, and in a model.</summary>
public sealed class FeatureSpaceTests
{
    [Test]
    public void ALayerOfOnesOwn_NamesItsColumns()
    {
        using var space = new FeatureSpace { { ["cold", "warm"], new AboveAndBelow() }, { "rest", new AboveAndBelow(), new Rescaling(2) } };
        var rows = Table.Of(Column.Number("cold", -3, 1), Column.Number("warm", 4, -2), Column.Number("rest", 1, -1));
        space.Adapt(rows);
        Assert.That(space.OutputColumns,
            Is.EqualTo(new[] { "cold above 0", "warm above 0", "cold below 0", "warm below 0", "rest above 0", "rest below 0" }));
        Assert.That(space.Predict(space.InputsOf(rows)).Values.Single().ToArray<float>(),
            Is.EqualTo(new float[] { 0, 4, 3, 0, 2, 0, 1, 0, 0, 2, 0, 2 }));
    }

    [Test]
    public void ALayerOfOnesOwn_IsAFeature()
    {
        var rows = Table.Of(Column.Text("word", "a", "b", "a", "c"), Column.Number("size", 1, 2, 3, 6));
        using var space = new FeatureSpace { { "word", new RankOfWord(), new Rescaling(0.5) }, { "size", new Normalization() },
            { "other", new Hashing(3, outputMode: OutputMode.OneHot) } };
        space.Remove("other");
        space.Adapt(rows);
        Assert.That(space.Select(feature => feature.Name), Is.EqualTo(new[] { "word", "size" }));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "size", "word" }));

        using var model = new Sequential { space, new Dense(1) };
        var y = model.Predict(space.InputsOf(rows)).Values.Single();
        Assert.That(y.Shape, Is.EqualTo(Shape.Of(4, 1)));
        using var functional = new Functional(space.Inputs, [new Dense(2).Apply(space.Encoded)]);
        Assert.That(functional.Predict(space.InputsOf(rows)).Values.Single().Shape, Is.EqualTo(Shape.Of(4, 2)));
    }
}
