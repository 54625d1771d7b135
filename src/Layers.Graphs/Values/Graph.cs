using System.Diagnostics;
using System.Globalization;

namespace Layers.Graphs;

/// <summary>What a set of outputs reaches: nodes in an order in which each comes after its inputs. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Graph
{
    private readonly bool _hasDeclaredInputs;

    private Graph(IReadOnlyList<KeyValuePair<string, Value>> outputs, IReadOnlyList<Value>? inputs = null)
    {
        Outputs = outputs;
        Nodes = Sort([.. inputs ?? [], .. outputs.Select(output => output.Value)]);
        Inputs = [.. Nodes.Where(node => node.Op == Op.Input).Select(node => node.Outputs[0])];
        _hasDeclaredInputs = inputs is not null;
    }

    /// <summary>The operator set that a graph is written for unless an operator needs more; every runtime since 2022 accepts it.</summary>
    public static int DefaultOpset => 17;

    /// <summary>The results by name, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Outputs { get; }

    /// <summary>Every node, inputs and constants too, each after what it needs.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The graph inputs, in the order in which they were declared, or else in which the outputs reach them.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The operator set of <c>ai.onnx</c> it needs: <see cref="DefaultOpset"/>, or more where an operator does.</summary>
    public int Opset => Opsets[""];

    /// <summary>The operator set it needs of each domain that it uses; <c>ai.onnx</c>, whose name is empty, always.</summary>
    public IReadOnlyDictionary<string, int> Opsets
    {
        get
        {
            var opsets = new SortedDictionary<string, int>(StringComparer.Ordinal) { [""] = DefaultOpset };
            foreach (var node in AllNodes()) opsets[node.Op.Domain] = Math.Max(node.Since, opsets.GetValueOrDefault(node.Op.Domain));
            return opsets;
        }
    }

    /// <summary>The graph of some values, named <c>output_0</c>, <c>output_1</c> and so on.</summary>
    /// <param name="outputs">One or more values.</param>
    public static Graph Of(params ReadOnlySpan<Value> outputs)
    {
        var named = new KeyValuePair<string, Value>[outputs.Length];
        for (var i = 0; i < named.Length; i++) named[i] = new(string.Create(CultureInfo.InvariantCulture, $"output_{i}"), outputs[i]);
        return Of(named);
    }

    /// <summary>The graph of some values under names.</summary>
    /// <param name="outputs">One or more values with their names.</param>
    public static Graph Of(IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        return new Graph(Strong(outputs));
    }

    /// <summary>The graph of some values under names, with inputs in a given order.</summary>
    /// <param name="inputs">Every graph input that the outputs reach, in the order they are to have; any that no output reaches stays an
    /// input.</param>
    /// <param name="outputs">One or more values with their names.</param>
    /// <exception cref="ArgumentException">A value among <paramref name="inputs"/> is no graph input or stands there twice, or an output
    /// reaches an input that is not among them.</exception>
    public static Graph Of(IReadOnlyList<Value> inputs, IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var declared = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var input in inputs)
            if (input?.Node.Op != Op.Input) throw Throw.NotAnInput(input);
            else if (!declared.Add(input)) throw Throw.DeclaredTwice(input);
        var graph = new Graph(Strong(outputs), inputs);
        foreach (var input in graph.Inputs)
            if (!declared.Contains(input)) throw Throw.NotDeclared(input, inputs);
        return graph;
    }

    /// <summary>Every fault that can be found before anything runs; empty for a sound graph.</summary>
    public IReadOnlyList<Problem> Verify() => Verification.Of(this);

    /// <summary>One line a node, for example <c>%0 = Sub(x, 1) : float32[batch, 4]</c>.</summary>
    public override string ToString() => GraphText.Of(this);

    /// <summary>The same graph with every node that a rule answers for replaced.</summary>
    /// <param name="rule">Gets a node that reads what its inputs became, and these; returns the values that take its outputs' place, or
    /// null to keep it.</param>
    internal Graph Rewrite(Func<Node, IReadOnlyList<Value>, IReadOnlyList<Value>?> rule)
    {
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in Nodes)
        {
            Value[] inputs = [.. node.Inputs.Select(input => map[input])];
            var current = node.With(inputs);
            var outputs = rule(current, inputs) ?? current.Outputs;
            for (var i = 0; i < outputs.Count; i++) map[node.Outputs[i]] = outputs[i];
        }
        return Mapped(value => map[value]);
    }

    /// <summary>The same graph of other values: inputs that are declared stay so, in order, unless they are inputs no more.</summary>
    internal Graph Mapped(Func<Value, Value> map)
    {
        var outputs = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in Outputs) outputs.Add(new(name, map(value)));
        return new Graph(outputs, _hasDeclaredInputs ? [.. Inputs.Select(map).Where(value => value.Node.Op == Op.Input)] : null);
    }

    /// <summary>The nodes, and those of the bodies within them.</summary>
    internal IEnumerable<Node> AllNodes() => Nodes.SelectMany(node => node.Body is { } body ? body.AllNodes().Append(node) : [node]);

    private static List<KeyValuePair<string, Value>> Strong(IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var strong = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in outputs) strong.Add(new(name, Ops.Strong(value ?? throw new ArgumentNullException(nameof(outputs)))));
        return strong;
    }

    // Depth first with a stack of our own: a training graph is deeper than the call stack should be.
    private static List<Node> Sort(IEnumerable<Value> values)
    {
        var sorted = new List<Node>();
        var done = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var value in values)
        {
            if (done.Add(value.Node)) stack.Push((value.Node, 0));
            while (stack.TryPop(out var top))
            {
                if (top.Next == top.Node.Inputs.Count)
                {
                    sorted.Add(top.Node);
                    continue;
                }
                stack.Push((top.Node, top.Next + 1));
                var input = top.Node.Inputs[top.Next].Node;
                if (done.Add(input)) stack.Push((input, 0));
            }
        }
        return sorted;
    }
}
