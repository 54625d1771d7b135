using System.Diagnostics;
using System.Globalization;

namespace Layers.Graphs;

/// <summary>The nodes that a set of outputs depends on, in an order in which each node comes after its inputs. Immutable.</summary>
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

    /// <summary>The operator set of a graph unless an operator needs a newer one; every runtime since 2022 supports it.</summary>
    public static int DefaultOpset => 17;

    /// <summary>The results by name, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Outputs { get; }

    /// <summary>All nodes, including inputs and constants. Each node comes after its inputs.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The graph inputs, in the order in which they were declared. If they were not declared, in the order in which the outputs
    /// reach them.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The operator set of <c>ai.onnx</c> that the graph needs: <see cref="DefaultOpset"/>, or a newer one if an operator needs
    /// it.</summary>
    public int Opset => Opsets[""];

    /// <summary>The operator set that the graph needs of each domain that it uses, and always that of <c>ai.onnx</c>, whose name is
    /// empty.</summary>
    public IReadOnlyDictionary<string, int> Opsets
    {
        get
        {
            var opsets = new SortedDictionary<string, int>(StringComparer.Ordinal) { [""] = DefaultOpset };
            foreach (var node in AllNodes()) opsets[node.Op.Domain] = Math.Max(node.Since, opsets.GetValueOrDefault(node.Op.Domain));
            return opsets;
        }
    }

    /// <summary>Creates the graph of some values, with the names <c>output_0</c>, <c>output_1</c> and so on.</summary>
    /// <param name="outputs">One or more values.</param>
    public static Graph Of(params ReadOnlySpan<Value> outputs)
    {
        var named = new KeyValuePair<string, Value>[outputs.Length];
        for (var i = 0; i < named.Length; i++) named[i] = new(string.Create(CultureInfo.InvariantCulture, $"output_{i}"), outputs[i]);
        return Of(named);
    }

    /// <summary>Creates the graph of some values with names.</summary>
    /// <param name="outputs">One or more values with their names.</param>
    /// <exception cref="ArgumentException">A name contains U+0000 or half of a surrogate pair.</exception>
    public static Graph Of(IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        return new Graph(Strong(outputs));
    }

    /// <summary>Creates the graph of some values with names, with inputs in a given order.</summary>
    /// <param name="inputs">Every graph input that the outputs depend on, in order. An input that no output depends on stays an input of
    /// the graph.</param>
    /// <param name="outputs">One or more values with their names.</param>
    /// <exception cref="ArgumentException">A value among <paramref name="inputs"/> is not a graph input or is a duplicate, or an output
    /// depends on an input that is not among them, or a name contains U+0000 or half of a surrogate pair.</exception>
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

    /// <summary>Returns every fault that can be found before the graph runs; empty for a valid graph.</summary>
    public IReadOnlyList<Problem> Verify() => Verification.Of(this);

    /// <summary>Returns one line for each node, for example <c>%0 = Sub(x, 1) : float32[batch, 4]</c>.</summary>
    public override string ToString() => GraphText.Of(this);

    /// <summary>Returns the graph with some nodes replaced by a rule.</summary>
    /// <param name="rule">The rule. Its arguments are a node whose inputs are rewritten already, and these inputs. It returns the values
    /// that replace the node's outputs, or null to keep the node.</param>
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

    /// <summary>Returns the graph of other values. Declared inputs stay declared in the same order, unless they are no longer
    /// inputs.</summary>
    internal Graph Mapped(Func<Value, Value> map)
    {
        var outputs = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in Outputs) outputs.Add(new(name, map(value)));
        return new Graph(outputs, _hasDeclaredInputs ? [.. Inputs.Select(map).Where(value => value.Node.Op == Op.Input)] : null);
    }

    /// <summary>Returns the nodes, including those in bodies.</summary>
    internal IEnumerable<Node> AllNodes() => Nodes.SelectMany(node => node.Body is { } body ? body.AllNodes().Append(node) : [node]);

    private static List<KeyValuePair<string, Value>> Strong(IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var strong = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in outputs)
        {
            if (!Utf8Text.IsName(name)) throw Throw.NotAName(name);
            strong.Add(new(name, Ops.Strong(value ?? throw new ArgumentNullException(nameof(outputs)))));
        }
        return strong;
    }

    // Depth-first search with an explicit stack, because a training graph is too deep for the call stack.
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
