using System.Diagnostics;
using System.Globalization;

namespace Layers.Graphs;

/// <summary>What a set of outputs reaches: nodes in an order in which each comes after its inputs. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Graph
{
    private Graph(IReadOnlyList<KeyValuePair<string, Value>> outputs)
    {
        Outputs = outputs;
        Nodes = Sort(outputs);
        Inputs = [.. Nodes.Where(node => node.Op == Op.Input).Select(node => node.Outputs[0])];
    }

    /// <summary>The operator set that a graph is written for unless an operator needs more; every runtime since 2022 accepts it.</summary>
    public static int DefaultOpset => 17;

    /// <summary>The results by name, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Outputs { get; }

    /// <summary>Every node, inputs and constants too, each after what it needs.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The graph inputs, in the order in which the outputs reach them.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The operator set it needs: <see cref="DefaultOpset"/>, or more where an operator does.</summary>
    public int Opset => Nodes.Select(node => node.Op.Since).Append(DefaultOpset).Max();

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
        ArgumentNullException.ThrowIfNull(outputs);
        var strong = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in outputs) strong.Add(new(name, Ops.Strong(value ?? throw new ArgumentNullException(nameof(outputs)))));
        return new Graph(strong);
    }

    /// <summary>Every fault that can be found before anything runs; empty for a sound graph.</summary>
    public IReadOnlyList<Problem> Verify() => Verification.Of(this);

    /// <summary>One line a node, for example <c>%0 = Sub(x, 1) : float32[batch, 4]</c>.</summary>
    public override string ToString() => GraphText.Of(this);

    /// <summary>The same graph with every node that a rule answers for replaced.</summary>
    /// <param name="rule">Gets a node that reads what its inputs became, and these; returns the values that take its outputs' place, or null to keep it.</param>
    internal Graph Rewrite(Func<Node, IReadOnlyList<Value>, IReadOnlyList<Value>?> rule)
    {
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in Nodes)
        {
            Value[] inputs = [.. node.Inputs.Select(input => map[input])];
            var current = inputs.SequenceEqual(node.Inputs) ? node : new Node(node.Op, inputs, node.Attributes);
            var outputs = rule(current, inputs) ?? current.Outputs;
            for (var i = 0; i < outputs.Count; i++) map[node.Outputs[i]] = outputs[i];
        }
        var rewritten = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in Outputs) rewritten.Add(new(name, map[value]));
        return new Graph(rewritten);
    }

    // Depth first with a stack of our own: a training graph is deeper than the call stack should be.
    private static List<Node> Sort(IEnumerable<KeyValuePair<string, Value>> outputs)
    {
        var sorted = new List<Node>();
        var done = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var (_, output) in outputs)
        {
            if (done.Add(output.Node)) stack.Push((output.Node, 0));
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
