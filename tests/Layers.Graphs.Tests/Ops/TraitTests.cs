using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The declared traits of each operator agree with ONNX Runtime.</summary>
public sealed class TraitTests
{
    private static IEnumerable<TestCaseData> EveryOp => Op.All.Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    private static IEnumerable<TestCaseData> Elementwise => Having(OpTraits.Elementwise);

    private static IEnumerable<TestCaseData> Carrying => Having(OpTraits.Carries);

    private static IEnumerable<TestCaseData> AlongAnAxis => Having(OpTraits.AlongAxis);

    private static IEnumerable<TestCaseData> Reducing => Having(OpTraits.Reduces);

    [TestCaseSource(nameof(EveryOp))]
    public void ASampleHasTheDeclaredNumberOfInputs(Op op)
    {
        int[] counts = [.. OpSamples.For(op).Select(sample => sample(new Deal(DType.Float32))[0].Node.Inputs.Count)];
        Assert.That(counts, Is.All.InRange(op.LeastInputs, op.MostInputs));
        Assert.That(counts, Has.Some.EqualTo(op.LeastInputs));
        if (op.MostInputs != int.MaxValue) Assert.That(counts, Has.Some.EqualTo(op.MostInputs));
    }

    // The result of reversed operands is the reversed result: no element depends on another position.
    [TestCaseSource(nameof(Elementwise))]
    public void ReversedOperands_GiveTheReversedResult(Op op)
    {
        if (op == Op.Input) return;
        var turned = 0;
        foreach (var sample in OpSamples.For(op))
        {
            var deal = new Deal(DType.Float32);
            var node = sample(deal)[0].Node;
            var rank = node.Outputs[0].Shape.Rank;
            if (rank < 2 || node.Outputs[0].Type == DType.String
                || node.Inputs.Any(input => input.Shape.Rank is not 0 && input.Shape.Rank != rank)) continue;
            int[] perm = [.. Enumerable.Range(0, rank).Reverse()];
            Value[] inputs = [.. node.Inputs.Select(input => input.Shape.Rank == 0 ? input : Transpose(input, perm))];
            Same(deal, Transpose(node.Outputs[0], perm), new Node(op, inputs, node.Attributes).Outputs[0]);
            turned++;
        }
        Assert.That(turned, Is.Positive);
    }

    [TestCaseSource(nameof(Elementwise))]
    public void OnlyWhatBroadcasts_TakesOperandsOfOtherShapes(Op op)
    {
        // The bounds of Clip are scalars, with any shape of the input.
        var takes = op != Op.Clip && OpSamples.For(op)
            .Any(sample => sample(new Deal(DType.Float32))[0].Node.Inputs.Any(input =>
            !input.Shape.Equals(sample(new Deal(DType.Float32))[0].Shape)));
        Assert.That(op.Is(OpTraits.Broadcasts), Is.EqualTo(takes));
    }

    [TestCaseSource(nameof(Carrying))]
    public void AnOperatorThatCarriesValues_RunsForEveryType(Op op)
    {
        foreach (var type in Enum.GetValues<DType>().Except([DType.String]))
        {
            Value x = op == Op.Constant ? Constant(TensorData.Zeros(type, [2, 2])) : Input("x", ["batch", 2], type);
            var made = x.Node.Op == op
                ? x : new Node(op, [x], op == Op.Cast ? new Dictionary<string, object> { ["to"] = (long)DType.Float32 } : null).Outputs[0];
            var graph = Graph.Of(made);
            Assert.That(graph.Verify(), Is.Empty);
            Assert.That(() => Run.Of(graph, graph.Inputs.Select(input => KeyValuePair.Create(input, TensorData.Zeros(type, [3, 2])))),
                Throws.Nothing, type.Name());
        }
    }

    // The other axes are independent: a slice of the inputs gives the same slice of the result.
    [TestCaseSource(nameof(AlongAnAxis))]
    public void PartsOfAnotherAxis_GiveThatPartOfTheResult(Op op)
    {
        var cut = 0;
        foreach (var sample in OpSamples.For(op))
        {
            var deal = new Deal(DType.Float32);
            var node = sample(deal)[0].Node;
            var rank = node.Inputs[0].Shape.Rank;
            if (rank < 2 || node.Axis == 0 || node.Inputs[0].Type == DType.String || node.Inputs[0].Shape[0] == 0) continue;
            Value[] inputs = [.. node.Inputs.Select((input, i) => i == 0 || op == Op.Concat ? Slice(input, 1, 2, 0) : input)];
            if (inputs[0].Shape[0] == "none") continue;
            var parts = new Node(op, inputs, node.Attributes).Outputs;
            for (var i = 0; i < parts.Count; i++) Same(deal, Slice(node.Outputs[i], 1, 2, 0), parts[i]);
            cut++;
        }
        Assert.That(cut, Is.Positive);
    }

    [TestCaseSource(nameof(AlongAnAxis))]
    public void WithoutTheAttribute_TheAxisIsOnnxRuntimes(Op op)
    {
        foreach (var sample in OpSamples.For(op))
        {
            var deal = new Deal(DType.Float32);
            var node = sample(deal)[0].Node;
            // Concat requires the attribute. Along another axis, the sizes of a Split would not add up to the size of the axis.
            if (op == Op.Concat || (op == Op.Split && node.Axis != 0)) continue;
            var attributes = node.Attributes.Where(attribute => attribute.Key != "axis").ToDictionary();
            if (op == Op.TopK && node.Axis != node.Inputs[0].Shape.Rank - 1) continue;
            var plain = new Node(op, node.Inputs, attributes);
            attributes["axis"] = (long)plain.Axis;
            Same(deal, new Node(op, node.Inputs, attributes).Outputs[0], plain.Outputs[0]);
        }
    }

    [TestCaseSource(nameof(Reducing))]
    public void AReducedAxis_HasSize1OrIsRemoved(Op op)
    {
        foreach (var sample in OpSamples.For(op))
        {
            var node = sample(new Deal(DType.Float32))[0].Node;
            var axes = Inference.ReducedAxes(node);
            if (node.Int("keepdims", 1) == 1) Assert.That(axes.Select(axis => node.Outputs[0].Shape[axis]), Is.All.EqualTo((Dim)1));
            else Assert.That(node.Outputs[0].Shape.Rank, Is.EqualTo(node.Inputs[0].Shape.Rank - axes.Length));
        }
    }

    private static IEnumerable<TestCaseData> Having(OpTraits traits) =>
        Op.All.Where(op => op.Is(traits) && !op.IsHost).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    private static void Same(Deal deal, Value expected, Value actual)
    {
        var graph = Graph.Of(Cast(expected, DType.Float32), Cast(actual, DType.Float32));
        var results = Run.Of(graph, deal.Feeds);
        Assert.That(results[1].Shape, Is.EqualTo(results[0].Shape), graph.ToString());
        Assert.That(results[1].ToArray<float>(), Is.EqualTo(results[0].ToArray<float>()).Within(1e-4).Percent, graph.ToString());
    }
}
