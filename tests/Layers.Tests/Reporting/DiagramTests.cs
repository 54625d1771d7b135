namespace Layers.Tests;

public sealed class DiagramTests
{
    [Test]
    public void ASequentialModel_HasABoxForEachLayerAndShapesAtTheArrows()
    {
        using var model = new Sequential(name: "line") { new Input(4, name: "x"), new Dense(3, name: "hidden"), new Dense(1, name: "y") };
        var diagram = Diagram.Of(model);
        Assert.That(Lines(diagram), Is.EqualTo(new[] { "x -> hidden [batch, 4]", "hidden -> y [batch, 3]", "y -> y [batch, 1]" }));
        Assert.That(diagram.Nodes.Select(node => node.Subtitle),
            Is.EqualTo(new[] { "input", "Dense · 15 parameters", "Dense · 4 parameters", "output" }));
        Assert.That(diagram.Words, Is.EqualTo("1 input through 2 layers to 1 output."));
    }

    [Test]
    public void Branches_SharedLayersAndNestedModels_AreFollowed()
    {
        var (a, b) = (new Input(2, name: "a"), new Input(2, name: "b"));
        var shared = new Sequential(name: "tower") { new Input(2), new Dense(3, name: "tower_dense") };
        var joined = new Add(name: "sum").Apply(shared.Apply(a), shared.Apply(b));
        using var model = new Functional([a, b],
            [new Dense(1, name: "first").Apply(joined), new Dense(2, name: "second").Apply(joined)], "two");
        var diagram = Diagram.Of(model);
        Assert.That(Lines(diagram), Is.EquivalentTo(new[]
        {
            "a -> tower_dense [batch, 2]", "b -> tower_dense [batch, 2]", "tower_dense -> sum [batch, 3]", "tower_dense -> sum [batch, 3]",
            "sum -> first [batch, 3]", "sum -> second [batch, 3]", "first -> first [batch, 1]", "second -> second [batch, 2]",
        }));
        Assert.That(diagram.Nodes.Where(node => node.Name == "tower_dense").Select(node => (node.Subtitle, node.Place)),
            Is.EqualTo(new[] { ("Dense · 9 parameters", "tower/tower_dense"), ("Dense, shared", "tower/tower_dense") }));
    }

    [Test]
    public void ATypeOtherThanFloat32_StandsAtTheArrow()
    {
        var lookup = new StringLookup(vocabulary: ["a", "b"]);
        using var model = new Sequential { new Input(1, DType.String, "word"), lookup };
        Assert.That(Lines(Diagram.Of(model)),
            Is.EqualTo(new[] { $"word -> {lookup.Name} string [batch, 1]", $"{lookup.Name} -> {lookup.Name} int64 [batch, 1]" }));
    }

    [Test]
    public void ALongModel_IsCutInTheMiddle()
    {
        using var model = new Sequential { new Input(2) };
        for (var i = 0; i < 300; i++) model.Add(i % 2 == 0 ? new Dense(2) : new Dropout(0.1));
        var diagram = Diagram.Of(model);
        Assert.Multiple(() =>
        {
            Assert.That(diagram.Nodes, Has.Count.EqualTo(Diagram.MostNodes + 1));
            // There are 302 boxes, and 64 are shown.
            Assert.That(diagram.Nodes.Single(node => node.Kind == DiagramNodeKind.Rest).Type, Is.EqualTo("238 more layers"));
            Assert.That(diagram.Edges, Has.Count.EqualTo(Diagram.MostNodes));
            Assert.That(diagram.Words, Is.EqualTo("1 input through 300 layers to 1 output."));
            Assert.That(diagram.Edges.All(edge => edge.From < edge.To));
            Assert.That(diagram.Nodes.Sum(node => node.Parameters ?? 0), Is.EqualTo(150 * 6));
        });
    }

    [Test]
    public void SimilarBranches_AreJoined()
    {
        List<Input> inputs = [.. Enumerable.Range(0, 50).Select(i => new Input(1, name: $"x{i}"))];
        List<KerasTensor> ends = [.. inputs.Select((input, i) => i < 40 ? new Dense(2).Apply(input) : new Dropout(0.5).Apply(input))];
        using var model = new Functional(inputs, [new Dense(1, name: "y").Apply(new Concatenate().Apply(ends))]);
        var diagram = Diagram.Of(model);
        Assert.Multiple(() =>
        {
            Assert.That(diagram.Nodes.Select(node => (node.Type, node.Count)), Is.EquivalentTo(new[]
            {
                ("input", 40), ("input", 10), ("Dense", 40), ("Dropout", 10), ("Concatenate", 1), ("Dense", 1), ("output", 1),
            }));
            Assert.That(diagram.Nodes.Single(node => node is { Type: "Dense", Count: 40 }).Parameters, Is.EqualTo(160));
            Assert.That(diagram.Nodes.Single(node => node is { Type: "input", Count: 40 }).Title, Is.EqualTo("x0 and 39 more"));
            Assert.That(diagram.Edges.All(edge => edge.From < edge.To));
            Assert.That(diagram.Words, Is.EqualTo("50 inputs through 52 layers to 1 output."));
        });
    }

    [Test]
    public void Boxes_DoNotOverlap_AndArrowsLeadForward([Values(1, 4, 20)] int columns)
    {
        List<Input> inputs = [.. Enumerable.Range(0, columns).Select(i => new Input(1, name: $"column_{new string('x', i)}"))];
        List<KerasTensor> ends = [.. inputs.Select((input, i) => i % 3 == 0 ? input : new Dense(i % 5 + 1).Apply(input))];
        var joined = columns == 1 ? ends[0] : new Concatenate().Apply(ends);
        // A connection that passes other ranks.
        var around = new Concatenate().Apply(new Dense(4).Apply(new Dense(4).Apply(joined)), inputs[0]);
        using var model = new Functional(inputs, [new Dense(1).Apply(around)]);
        var layout = DiagramLayout.Of(Diagram.Of(model));
        Assert.Multiple(() =>
        {
            Assert.That(layout.IsAcross, Is.EqualTo(columns > 5));
            foreach (var (box, i) in layout.Boxes.Select((box, i) => (box, i)))
            {
                Assert.That(box.X - box.Width / 2, Is.GreaterThanOrEqualTo(0));
                Assert.That(box.Y - box.Height / 2, Is.GreaterThanOrEqualTo(0));
                Assert.That(box.X + box.Width / 2, Is.LessThanOrEqualTo(layout.Width));
                Assert.That(box.Y + box.Height / 2, Is.LessThanOrEqualTo(layout.Height));
                foreach (var other in layout.Boxes.Skip(i + 1))
                    Assert.That(Math.Abs(box.X - other.X) >= (box.Width + other.Width) / 2
                        || Math.Abs(box.Y - other.Y) >= (box.Height + other.Height) / 2, $"{box.Node} over {other.Node}");
            }
            foreach (var route in layout.Routes)
                Assert.That(route.Zip(route.Skip(1))
                    .All(step => layout.IsAcross ? step.Second.X > step.First.X : step.Second.Y > step.First.Y));
        });
    }

    [Test]
    public void Mermaid_HasTheSameGraph()
    {
        using var model = new Sequential(name: "line") { new Input(4, name: "x"), new Dense(3, name: "hid\"den"), new Dense(1, name: "y") };
        Assert.That(model.Report().ToMermaid(), Is.EqualTo("""
            flowchart TD
                n0(["x<br/>input"])
                n1["hid#34;den<br/>Dense · 15 parameters"]
                n2["y<br/>Dense · 4 parameters"]
                n3(["y<br/>output"])
                n0 -->|"[batch, 4]"| n1
                n1 -->|"[batch, 3]"| n2
                n2 -->|"[batch, 1]"| n3

            """));
    }

    private static IEnumerable<string> Lines(Diagram diagram) =>
        diagram.Edges.Select(edge => $"{diagram.Nodes[edge.From].Name} -> {diagram.Nodes[edge.To].Name} {edge.Shape}");
}
