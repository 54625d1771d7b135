using System.Collections;

namespace Layers.Graphs;

/// <summary>A gradient rule for each operator. The <c>Add</c> overloads take rules with only the parameters that they need: the gradient,
/// the inputs, the output.</summary>
internal sealed class GradientTable : IEnumerable<Op>
{
    private readonly Dictionary<Op, GradientRule?> _rules = [];

    /// <summary>The rule of an operator; null if the operator is declared to have no gradient.</summary>
    public GradientRule? this[Op op] => _rules[op];

    public void Add(Op op, Func<Value, Value, Value, Value> rule) =>
        Add(op, (dys, node) => [rule(dys[0]!, node.Inputs[0], node.Outputs[0])]);

    public void Add(Op op, Func<Value, Value, Value, Value, (Value?, Value?)> rule) =>
        Add(op, (dys, node) =>
        {
            var (da, db) = rule(dys[0]!, node.Inputs[0], node.Inputs[1], node.Outputs[0]);
            return [da, db];
        });

    public void Add(Op op, Func<Value, Value, Value, Value, Value, (Value?, Value?, Value?)> rule) =>
        Add(op, (dys, node) =>
        {
            var (da, db, dc) = rule(dys[0]!, node.Inputs[0], node.Inputs[1], node.Inputs[2], node.Outputs[0]);
            return [da, db, dc];
        });

    public void Add(Op op, Func<Value, Node, Value> rule) => Add(op, (dys, node) => [rule(dys[0]!, node)]);

    public void Add(Op op, GradientRule rule) => _rules.Add(op, rule);

    /// <summary>Declares operators that have no gradient.</summary>
    public void Add(NoGradient none)
    {
        foreach (var op in none.Ops) _rules.Add(op, null);
    }

    public IEnumerator<Op> GetEnumerator() => _rules.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
