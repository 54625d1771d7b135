using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A space of features, used as a stranger uses it: with a layer of one's own, edited, adapted, in a model.</summary>
public sealed class FeatureSpaceTests
{
    [Test]
    public void ALayerOfOnesOwn_IsAFeature()
    {
        var rows = Table.Of(Column.Text("word", "a", "b", "a", "c"), Column.Number("size", 1, 2, 3, 6));
        using var space = new FeatureSpace { { "word", new RankOfWord(), new Rescaling(0.5) }, { "size", new Normalization() }, { "other", new Hashing(3, outputMode: OutputMode.OneHot) } };
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
