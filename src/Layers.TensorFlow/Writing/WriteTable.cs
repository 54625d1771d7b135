using System.Collections;

namespace Layers.TensorFlow;

/// <summary>A row for each operator. Its <c>Add</c> overloads let a row name just what it needs.</summary>
internal sealed class WriteTable : IEnumerable<Op>
{
    private readonly Dictionary<Op, WriteRule> _rules = [];
    private readonly Dictionary<Op, Func<Node, IReadOnlyList<Value>>> _inOthers = [];
    private readonly Dictionary<Op, string> _reasons = [];

    /// <summary>The rule of an operator.</summary>
    /// <exception cref="CannotWriteException">It has none.</exception>
    public WriteRule this[Node node] => _rules.TryGetValue(node.Op, out var rule) ? rule : throw new CannotWriteException(node, _reasons[node.Op]);

    /// <summary>What stands in the place of a node's outputs, made of other operators; null where the node has a rule of its own.</summary>
    public IReadOnlyList<Value>? InOthers(Node node) => _inOthers.TryGetValue(node.Op, out var make) ? make(node) : null;

    /// <summary>The operator of TensorFlow that is the same.</summary>
    public void Add(Op op, string same) => Add(op, (to, node, inputs) => to.CallAll(same, inputs));

    public void Add(Op op, Func<NodeWriter, Node, Port[], Port> rule) => Add(op, (to, node, inputs) => [rule(to, node, inputs)]);

    public void Add(Op op, WriteRule rule) => _rules.Add(op, rule);

    /// <summary>An operator that is a formula of others.</summary>
    public void Add(Op op, Func<Node, IReadOnlyList<Value>> others) => _inOthers.Add(op, others);

    /// <summary>Operators without an equivalent, said and not implied.</summary>
    public void Add(NotWritten none)
    {
        foreach (var op in none.Ops) _reasons.Add(op, none.Reason);
    }

    public IEnumerator<Op> GetEnumerator() => _rules.Keys.Concat(_inOthers.Keys).Concat(_reasons.Keys).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
