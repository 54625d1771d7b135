using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>Verify finds every kind of fault, and reports all of them at once.</summary>
public sealed class VerifyTests
{
    private static readonly Value s_x = Input("x", ["a", 2]);
    private static readonly Value s_y = Input("y", ["b", 2]);

    private static readonly TestCaseData[] s_faults =
    [
        Fault("inputs of one name", Graph.Of(s_x + Input("x", ["a", 2])), "Several inputs are named 'x'; every input needs a unique name."),
        Fault("outputs of one name", Named(("z", Exp(s_x)), ("z", Log(s_x))),
            "Several outputs are named 'z'; every output needs a unique " +
            "name."),
        Fault("input and output of one name", Named(("x", Exp(s_x))), "'x' is the name of an input and of an output; one of them needs " +
            "another name."),
        Fault("nameless output", Named(("", Exp(s_x))), "The output Exp(x) : float32[a, 2] has an empty name; every output needs a name."),
        Fault("no outputs", Named(), "The graph has no outputs, so it computes nothing."),
        Fault("bfloat16", Graph.Of(Exp(Input("h", [2], DType.BFloat16))), "Exp(h): runtimes compute bfloat16 only in Cast; compute in " +
            "float32 and cast the result."),
        Fault("bfloat16 compared", Graph.Of(Equal(Input("h", [2], DType.BFloat16), Input("k", [2], DType.BFloat16))),
            "Equal(h, k): runtimes compute bfloat16 only in Cast; compute in float32 and cast the result."),
        Meeting(s_x + s_y, "Add(x, y)", "[a, 2] and [b, 2]"),
        Meeting(Mod(Input("i", ["a"], DType.Int64), Input("j", ["b"], DType.Int64)), "Mod(i, j)", "[a] and [b]"),
        Meeting(Where(Input("c", [1, 1], DType.Bool), s_x, s_y), "Where(c, x, y)", "[a, 2] and [b, 2]"),
        Meeting(MatMul(Input("m", [2, "a"]), s_y), "MatMul(m, y)", "[a] and [b]"),
        Meeting(MatMul(Input("m", ["a", 1, 2]), Input("n", ["b", 2, 1])), "MatMul(m, n)", "[a] and [b]"),
        Meeting(Concat([s_x, s_y], 1), "Concat(x, y, axis=1)", "[a, 1] and [b, 1]"),
        Meeting(Expand(s_x, ShapeOf(s_y)), "Expand(x, Shape)", "[a, 2] and [b, 2]"),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void Fault_IsFound(Graph graph, string message) =>
        Assert.That(graph.Verify().Select(problem => problem.ToString()), Is.EqualTo(new[] { message }));

    private static readonly TestCaseData[] s_sound =
    [
        Sound("equal names", s_x + Input("z", ["a", 1])),
        Sound("a name and 1", s_x + Input("z", [1, 2])),
        Sound("a name and a number", Input("p", ["a"]) + Input("q", [3])),
        Sound("names on the joined axis", Concat([s_x, s_y], 0)),
        Sound("bfloat16 that is only carried", Cast(Exp(Cast(Identity(Input("h", [2], DType.BFloat16)), DType.Float32)), DType.BFloat16)),
        Sound("sizes of bfloat16", ShapeOf(Input("h", ["a"], DType.BFloat16))),
        Sound("one value under two names", s_x),
    ];

    [TestCaseSource(nameof(s_sound))]
    public void SoundGraph_HasNoFaults(Value value) => Assert.That(Named(("u", value), ("v", value)).Verify(), Is.Empty);

    [Test]
    public void EveryFault_IsReportedAtOnce()
    {
        var half = Exp(Input("h", [2], DType.BFloat16));
        var graph = Named(("x", s_x + s_y), ("z", s_x + s_y), ("z", half), ("w", Exp(Input("y", [2]))));
        Assert.That(graph.Verify().Select(problem => problem.Message), Is.EqualTo(new[]
        {
            "Several inputs are named 'y'; every input needs a unique name.",
            "Several outputs are named 'z'; every output needs a unique name.",
            "'x' is the name of an input and of an output; one of them needs another name.",
            "Add(x, y): sizes with different names are combined ([a, 2] and [b, 2]); only sizes with the same name are known to be equal.",
            "Add(x, y): sizes with different names are combined ([a, 2] and [b, 2]); only sizes with the same name are known to be equal.",
            "Exp(h): runtimes compute bfloat16 only in Cast; compute in float32 and cast the result.",
        }));
    }

    [Test]
    public void AFaultOfANode_NamesTheNode() => Assert.That(Graph.Of(s_x + s_y).Verify().Single().Node!.Op, Is.EqualTo(Op.Add));

    private static TestCaseData Fault(string name, Graph graph, string message) =>
        new TestCaseData(graph, message).SetArgDisplayNames(name);

    private static TestCaseData Meeting(Value value, string node, string shapes) =>
        Fault(node, Graph.Of(value), $"{node}: sizes with different names are combined ({shapes}); only sizes with the same name are " +
            "known to be equal.");

    private static TestCaseData Sound(string name, Value value) => new TestCaseData(value).SetArgDisplayNames(name);

    private static Graph Named(params (string Name, Value Value)[] outputs) =>
        Graph.Of(outputs.Select(output => KeyValuePair.Create(output.Name, output.Value)));
}
