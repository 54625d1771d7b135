using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A term of a formula as what Keras's operations are called on: what another one gave, or numbers.</summary>
internal readonly record struct StockTerm : ITerm<StockTerm>
{
    private readonly KerasTensor? _tensor;
    private readonly TensorData? _numbers;

    public StockTerm(KerasTensor tensor) => _tensor = tensor;

    public StockTerm(TensorData numbers) => _numbers = numbers;

    /// <summary>What the operations give.</summary>
    public KerasTensor Tensor => _tensor ?? throw Throw.Bug("a formula does not depend on its input.");

    private TensorData Numbers => _numbers ?? throw Throw.Bug("a table is not known when its layer is written.");

    public static implicit operator StockTerm(double number) => new(TensorData.Scalar(number));

    public static StockTerm operator +(StockTerm a, StockTerm b) => On("Add", a, b);

    public static StockTerm operator -(StockTerm a, StockTerm b) => On("Subtract", a, b);

    public static StockTerm operator *(StockTerm a, StockTerm b) => On("Multiply", a, b);

    public static StockTerm operator /(StockTerm a, StockTerm b) => On("TrueDivide", a, b);

    public static StockTerm Max(StockTerm a, StockTerm b) => On("Maximum", a, b);

    public static StockTerm Min(StockTerm a, StockTerm b) => On("Minimum", a, b);

    public static StockTerm Abs(StockTerm x) => On("Absolute", x);

    public static StockTerm Sign(StockTerm x) => On("Sign", x);

    public static StockTerm Sqrt(StockTerm x) => On("Sqrt", x);

    public static StockTerm Floor(StockTerm x) => On("Floor", x);

    public static StockTerm Exp(StockTerm x) => On("Exp", x);

    public static StockTerm Expm1(StockTerm x) => On("Expm1", x);

    public static StockTerm Log(StockTerm x) => On("Log", x);

    public static StockTerm Log1p(StockTerm x) => On("Log1p", x);

    public static StockTerm IsMissing(StockTerm x) => On("Isnan", x);

    public static StockTerm AtMost(StockTerm a, StockTerm b) => On("LessEqual", a, b);

    public static StockTerm Where(StockTerm condition, StockTerm a, StockTerm b) => On("Where", condition, a, b);

    public static StockTerm Features(StockTerm x, IReadOnlyList<long> numbers) =>
        On("Take", new JsonObject { ["axis"] = -1 }, x, new(TensorData.Of([.. numbers.Select(number => (int)number)], [numbers.Count])));

    // How many columns are at most x, less one. Keras 3.3 has no search.
    public static StockTerm LastAtMost(StockTerm x, StockTerm table)
    {
        var isBefore = AtMost(table, On("ExpandDims", new JsonObject { ["axis"] = -1 }, x));
        return Max(On("Sum", new JsonObject { ["axis"] = -1, ["keepdims"] = false }, Where(isBefore, 1, 0)) - 1, 0);
    }

    public static StockTerm Take(StockTerm table, StockTerm column)
    {
        var (features, columns) = (table.Numbers.Shape[0].Size, table.Numbers.Shape[1].Size);
        int[] rows = [.. Enumerable.Range(0, (int)features).Select(feature => (int)(feature * columns))];
        var place = On("Cast", new JsonObject { ["dtype"] = "int32" }, column) + new StockTerm(TensorData.Of(rows, [features]));
        return On("Take", new JsonObject { ["axis"] = null }, new(Casting.Of(table.Numbers.ToArray<double>(), [features * columns], column.Tensor.Type)), place);
    }

    private static StockTerm On(string operation, params StockTerm[] terms) => On(operation, [], terms);

    private static StockTerm On(string operation, JsonObject settings, params StockTerm[] terms) => terms.All(term => term._numbers is not null)
        ? new(Computed(operation, [.. terms.Select(term => term._numbers!)]))
        : new(new StockOperation(operation, [.. terms.Select(term => term._numbers)], settings).Apply([.. terms.Where(term => term._tensor is not null).Select(term => term.Tensor)]));

    // What follows from numbers alone is written as numbers.
    private static TensorData Computed(string operation, TensorData[] numbers)
    {
        double[][] x = [.. numbers.Select(one => one.ToArray<double>())];
        var largest = numbers.MaxBy(one => one.Length)!;
        double At(int argument, int i) => x[argument][x[argument].Length == 1 ? 0 : i];
        Func<int, double> formula = operation switch
        {
            "Absolute" => i => Math.Abs(At(0, i)),
            "Add" => i => At(0, i) + At(1, i),
            "Subtract" => i => At(0, i) - At(1, i),
            "Multiply" => i => At(0, i) * At(1, i),
            "TrueDivide" => i => At(0, i) / At(1, i),
            "Minimum" => i => Math.Min(At(0, i), At(1, i)),
            "Exp" => i => Math.Exp(At(0, i)),
            "Expm1" => i => DoubleMath.Expm1(At(0, i)),
            "LessEqual" => i => At(0, i) <= At(1, i) ? 1 : 0,
            "Where" => i => At(0, i) != 0 ? At(1, i) : At(2, i),
            _ => throw Throw.Bug($"{operation} of numbers alone."),
        };
        return TensorData.Of([.. Enumerable.Range(0, (int)largest.Length).Select(formula)], largest.Shape);
    }
}
