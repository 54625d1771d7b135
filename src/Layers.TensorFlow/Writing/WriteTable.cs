using System.Collections;

namespace Layers.TensorFlow;

/// <summary>A row for each operator. The overloads of <c>Add</c> let a row name only the values that it uses.</summary>
internal sealed class WriteTable : IEnumerable<Op>
{
    private readonly Dictionary<Op, WriteRule> _rules = [];
    private readonly Dictionary<Op, Func<Node, IReadOnlyList<Value>>> _formulas = [];
    private readonly Dictionary<Op, string> _reasons = [];

    /// <summary>Returns the rule of an operator.</summary>
    /// <exception cref="CannotWriteException">The operator has no rule.</exception>
    public WriteRule this[Node node] => _rules.TryGetValue(node.Op, out var rule) ? rule : throw new CannotWriteException(node,
        _reasons[node.Op]);

    /// <summary>Returns the formula of a node, made of other operators; null if the node has a rule of its own.</summary>
    public IReadOnlyList<Value>? FormulaOf(Node node) => _formulas.TryGetValue(node.Op, out var make) ? make(node) : null;

    /// <summary>Adds an operator with the same operator in TensorFlow.</summary>
    public void Add(Op op, string same) => Add(op, (to, node, inputs) => to.CallAll(same, inputs));

    public void Add(Op op, Func<NodeWriter, Node, Port[], Port> rule) => Add(op, (to, node, inputs) => [rule(to, node, inputs)]);

    public void Add(Op op, WriteRule rule) => _rules.Add(op, rule);

    /// <summary>Adds an operator that is a formula of others.</summary>
    public void Add(Op op, Func<Node, IReadOnlyList<Value>> others) => _formulas.Add(op, others);

    /// <summary>Adds operators without an equivalent, with the reason.</summary>
    public void Add(NotWritten none)
    {
        foreach (var op in none.Ops) _reasons.Add(op, none.Reason);
    }

    public IEnumerator<Op> GetEnumerator() => _rules.Keys.Concat(_formulas.Keys).Concat(_reasons.Keys).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
