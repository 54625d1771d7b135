using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class GraphTests
{
    private readonly Value _a = Input("a", [2]);
    private readonly Value _b = Input("b", [2]);

    [Test]
    public void AGraph_HasTheNodesThatItsOutputsReach()
    {
        var used = Exp(_a);
        _ = Log(used);
        Assert.That(Graph.Of(used).Nodes.Select(node => node.Op), Is.EqualTo(new[] { Op.Input, Op.Exp }));
    }

    [Test]
    public void EveryNode_ComesAfterItsInputs()
    {
        var shared = _b * 2;
        var graph = Graph.Of(Exp(shared + _a) / shared, Concat([shared, _a, shared], 0));
        var seen = new HashSet<Node>();
        foreach (var node in graph.Nodes)
        {
            Assert.That(node.Inputs.Select(input => input.Node).Distinct(), Is.SubsetOf(seen));
            Assert.That(seen.Add(node), Is.True, $"{node} comes twice");
        }
    }

    [Test]
    public void Inputs_StandInTheOrderInWhichTheOutputsReachThem() =>
        Assert.That(Graph.Of(_b - _a, Exp(_a)).Inputs, Is.EqualTo(new[] { _b, _a }));

    [Test]
    public void Outputs_HaveNamesAndOrder()
    {
        Assert.That(Graph.Of(_a, _b).Outputs.Select(output => output.Key), Is.EqualTo(new[] { "output_0", "output_1" }));
        var named = Graph.Of([KeyValuePair.Create("loss", _b), KeyValuePair.Create("copy", _b)]);
        Assert.That(named.Outputs.Select(output => output.Key), Is.EqualTo(new[] { "loss", "copy" }));
        Assert.That(named.Nodes, Has.Count.EqualTo(1));
    }

    [Test]
    public void ANodeOfSeveralOutputs_StandsOnce()
    {
        var (values, indices) = TopK(_a, 1);
        var graph = Graph.Of(indices, values);
        Assert.That(graph.Nodes.Count(node => node.Op == Op.TopK), Is.EqualTo(1));
        Assert.That((values.Index, indices.Index), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Opset_IsTheDefaultUntilAnOperatorNeedsMore()
    {
        Assert.That(Graph.Of(_a).Opset, Is.EqualTo(17));
        var i = Input("i", [2], DType.Int64);
        Assert.That(Graph.Of(BitwiseXor(i, i)).Opset, Is.EqualTo(18));
    }

    [Test]
    public void NoOperator_NeedsMoreThanRuntimesKnow() => Assert.That(Op.All.Select(op => op.Since), Is.All.InRange(1, 18));

    [Test]
    public void EveryOp_HasANameOfItsOwn() => Assert.That(Op.All.Select(op => op.Name), Is.Unique);

    [Test]
    public void ANullOutput_IsRefused() => Assert.That(() => Graph.Of([null!]), Throws.ArgumentNullException);

    [Test]
    public void DeclaredInputs_KeepTheirOrderAndStayWhereNothingReadsThem()
    {
        var (a, b, c) = (Input("a", [2]), Input("b", [2]), Input("c", [2]));
        var graph = Graph.Of([c, a, b], [new("y", a - b)]);
        Assert.That(graph.Inputs, Is.EqualTo(new[] { c, a, b }));
        Assert.That(graph.Optimize().Inputs.Select(input => input.Name), Is.EqualTo(new[] { "c", "a", "b" }));
        Assert.That(graph.Freeze(new Dictionary<Value, TensorData> { [a] = new float[] { 1, 2 } }).Inputs, Is.EqualTo(new[] { c, b }));
    }

    [Test]
    public void AnOutputThatReachesAnUndeclaredInput_IsRefusedByItsName()
    {
        var (a, b) = (Input("a", [2]), Input("b", [2]));
        Assert.That(() => Graph.Of([a], [new("y", a + b)]),
            Throws.ArgumentException.With.Message.EqualTo("An output depends on the input 'b', which is not among the declared inputs " +
            "(a). Declare it too."));
        Assert.That(() => Graph.Of([a, a], [new("y", a)]), Throws.ArgumentException.With.Message.Contains("'a' is declared twice"));
        Assert.That(() => Graph.Of([Exp(a)], [new("y", a)]), Throws.ArgumentException.With.Message.Contains("Exp(a)"));
    }

    [Test]
    public void EachDomain_HasItsOperatorSetWhereItIsUsed()
    {
        var x = Input("x", [2], DType.String);
        var codes = LabelEncoder(x, new[] { "a" }, new long[] { 1 }, TensorData.Scalar(0L));
        Assert.That(Graph.Of(codes).Opsets, Is.EqualTo(new Dictionary<string, int> { [""] = 17, ["ai.onnx.ml"] = 2 }));
        Assert.That(Graph.Of(x).Opsets, Is.EqualTo(new Dictionary<string, int> { [""] = 17 }));
        Assert.That(Graph.Of(Equal(x, x)).Opset, Is.EqualTo(19), "texts are compared since that version");
        Assert.That(Graph.Of(Equal(codes, codes)).Opset, Is.EqualTo(17));
    }
}
