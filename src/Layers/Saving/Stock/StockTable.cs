using System.Collections;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A row for each operator: Keras's operation for it, and what it is of numbers alone, since what follows from a layer's numbers
/// is written as numbers.</summary>
internal sealed class StockTable : IEnumerable<Op>
{
    private readonly Dictionary<Op, StockRule?> _rules = [];

    /// <summary>The rule; null where the operator is declared to have none.</summary>
    public StockRule? this[Op op] => _rules[op];

    public void Add(Op op, string operation, Func<double, double> number) => _rules.Add(op, new((_, _) => new(operation), x => number(x[0])));

    public void Add(Op op, string operation, Func<double, double, double> number) => _rules.Add(op, new((_, _) => new(operation), x => number(x[0], x[1])));

    public void Add(Op op, string operation, Func<double, double, double, double> number) => _rules.Add(op, new((_, _) => new(operation), x => number(x[0], x[1], x[2])));

    /// <summary>An operator whose operation has a setting, which follows from its node and from the type that the formula is in.</summary>
    public void Add(Op op, Func<Node, DType, StockCall> call, Func<double, double>? number = null) => _rules.Add(op, new(call, number is null ? null : x => number(x[0])));

    /// <summary>An operator that is written as several operations, or as a layer, of its first input. Its others are settings.</summary>
    public void Add(Op op, Func<Node, KerasTensor, KerasTensor?> form) => _rules.Add(op, new(null, null) { Form = form });

    /// <summary>Operators that leave every number as it is.</summary>
    public void Add(NoChange none)
    {
        foreach (var op in none.Ops) _rules.Add(op, new(null, x => x[0]));
    }

    /// <summary>Operators without a row, said and not implied.</summary>
    public void Add(NoStockForm none)
    {
        foreach (var op in none.Ops) _rules.Add(op, null);
    }

    public IEnumerator<Op> GetEnumerator() => _rules.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>How an operator is written.</summary>
/// <param name="Call">Keras's operation for a node, in a formula of a type; null where it changes nothing.</param>
/// <param name="Number">What it is of numbers; null where it is never of numbers alone.</param>
internal sealed record StockRule(Func<Node, DType, StockCall>? Call, Func<double[], double>? Number)
{
    /// <summary>What stands for a node on its first input, where that is no single operation; null where it is one. It gives null for a
    /// node that nothing stands for.</summary>
    public Func<Node, KerasTensor, KerasTensor?>? Form { get; init; }
}

/// <summary>One of Keras's operations.</summary>
/// <param name="Operation">Its class.</param>
/// <param name="Key">The setting of its constructor, if it has one.</param>
/// <param name="Setting">What that is.</param>
internal sealed record StockCall(string Operation, string? Key = null, JsonNode? Setting = null)
{
    /// <summary>What it gives, its other settings being off.</summary>
    /// <param name="arguments">In their order, each a <see cref="KerasTensor"/>, or the numbers of a <see cref="TensorData"/>.</param>
    public KerasTensor On(params object[] arguments)
    {
        var settings = new JsonObject();
        foreach (var key in StockOperation.SettingsOf(Operation)) settings[key] = key == Key ? Setting?.DeepClone() : false;
        return new StockOperation(Operation, [.. arguments.Select(argument => argument as TensorData)], settings).Apply([.. arguments.OfType<KerasTensor>()]);
    }
}

/// <summary>Operators that leave every number as it is.</summary>
internal sealed class NoChange(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}

/// <summary>Operators that the formula of a layer that Keras does not have cannot use, if it is to be saved.</summary>
internal sealed class NoStockForm(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}
