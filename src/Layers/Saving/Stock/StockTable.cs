using System.Collections;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A table with a row for each operator: Keras's operation, and a function that computes the operator for numbers, because an
/// operator on a layer's constants is written as its result.</summary>
internal sealed class StockTable : IEnumerable<Op>
{
    private readonly Dictionary<Op, StockRule?> _rules = [];

    /// <summary>Gets the rule of an operator; null if it is declared to have none.</summary>
    public StockRule? this[Op op] => _rules[op];

    public void Add(Op op, string operation, Func<double, double> number) =>
        _rules.Add(op, new((_, _) => new(operation), x => number(x[0])));

    public void Add(Op op, string operation, Func<double, double, double> number) =>
        _rules.Add(op, new((_, _) => new(operation), x => number(x[0], x[1])));

    public void Add(Op op, string operation, Func<double, double, double, double> number) =>
        _rules.Add(op, new((_, _) => new(operation), x => number(x[0], x[1], x[2])));

    /// <summary>Adds an operator whose operation has a setting, which depends on the node and the type of the formula.</summary>
    public void Add(Op op, Func<Node, DType, StockCall> call, Func<double, double>? number = null) =>
        _rules.Add(op, new(call, number is null ? null : x => number(x[0])));

    /// <summary>Adds an operator that is written as several operations, or as a layer, on its first input. Its other inputs are
    /// settings.</summary>
    public void Add(Op op, Func<Node, KerasTensor, KerasTensor?> form) => _rules.Add(op, new(null, null) { Form = form });

    /// <summary>Adds operators that return their input unchanged.</summary>
    public void Add(NoChange none)
    {
        foreach (var op in none.Ops) _rules.Add(op, new(null, x => x[0]));
    }

    /// <summary>Adds operators that explicitly have no rule.</summary>
    public void Add(NoStockForm none)
    {
        foreach (var op in none.Ops) _rules.Add(op, null);
    }

    public IEnumerator<Op> GetEnumerator() => _rules.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The rule for writing an operator.</summary>
/// <param name="Call">Keras's operation for a node, in a formula of a type; null if the operator returns its input unchanged.</param>
/// <param name="Number">Computes the operator for numbers; null if its inputs are never all numbers.</param>
internal sealed record StockRule(Func<Node, DType, StockCall>? Call, Func<double[], double>? Number)
{
    /// <summary>Writes a node on its first input, if it is not a single operation; null if it is one. The function returns null for a node
    /// that it cannot write.</summary>
    public Func<Node, KerasTensor, KerasTensor?>? Form { get; init; }
}

/// <summary>A call of one of Keras's operations.</summary>
/// <param name="Operation">The class of the operation.</param>
/// <param name="Key">The setting of its constructor, if it has one.</param>
/// <param name="Setting">The value of that setting.</param>
internal sealed record StockCall(string Operation, string? Key = null, JsonNode? Setting = null)
{
    /// <summary>Returns the output of the operation, with its other settings off.</summary>
    /// <param name="arguments">The arguments in order, each a <see cref="KerasTensor"/>, or a <see cref="TensorData"/> of numbers.</param>
    public KerasTensor On(params object[] arguments)
    {
        var settings = new JsonObject();
        foreach (var key in StockOperation.SettingsOf(Operation)) settings[key] = key == Key ? Setting?.DeepClone() : false;
        return new StockOperation(Operation, [.. arguments.Select(argument => argument as TensorData)], settings)
            .Apply([.. arguments.OfType<KerasTensor>()]);
    }
}

/// <summary>Operators that return their input unchanged.</summary>
internal sealed class NoChange(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}

/// <summary>Operators that a layer which is saved as stock layers cannot use in its formula.</summary>
internal sealed class NoStockForm(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}
