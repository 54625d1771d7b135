using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

// The formulas of the operations.
internal sealed partial class StockOperation
{
    // Keras's class, the number of its arguments, and its formula.
    private static readonly Dictionary<string, Known> s_all = new()
    {
        ["Absolute"] = Numeric(1, x => Abs(x[0])),
        ["Add"] = Numeric(2, x => x[0] + x[1]),
        ["All"] = new(1, (x, settings) => Not(Any(Not(x[0]), settings)), "numpy", "axis", "keepdims"),
        ["Any"] = new(1, (x, settings) => Any(x[0], settings), "numpy", "axis", "keepdims"),
        ["Cast"] = new(1, (x, settings) => Ops.Cast(x[0], DTypes.Parse(JsonWords.Text(settings["dtype"]) ?? "")), "core", "dtype"),
        ["Ceil"] = Float(1, x => Ceil(x[0])),
        ["Clip"] = new(1, (x, settings) => Clip(x[0], settings), "numpy", "x_min", "x_max"),
        ["Concatenate"] = new(Known.List,
            (x, settings) => Concat(x.All(value => value.Type == x[0].Type) ? x : Cast(x, Type(x, keepsWhole: true)),
            Axis(settings, x[0].Shape.Rank)), "numpy", "axis"),
        // Keras creates this operation for a mask that it passes on.
        ["ConvertToTensor"] = new(1,
            (x, settings) => settings["dtype"] is { } type ? Ops.Cast(x[0], DTypes.Parse(JsonWords.Text(type) ?? "")) : x[0], "core",
            "dtype", "sparse", "ragged"),
        ["Cos"] = Float(1, x => Cos(x[0])),
        ["Equal"] = Numeric(2, x => Equal(x[0], x[1]), isCondition: true),
        ["Exp"] = Float(1, x => Exp(x[0])),
        ["ExpandDims"] = new(1, (x, settings) => Unsqueeze(x[0], Axis(settings, x[0].Shape.Rank + 1)), "numpy", "axis"),
        ["Expm1"] = Float(1, x => StableMath.Expm1(x[0])),
        ["Floor"] = Float(1, x => Floor(x[0])),
        ["GetItem"] = new(1, (x, settings) => GetItem(x[0], settings["key"])) { Key = "key" },
        ["Greater"] = Numeric(2, x => Greater(x[0], x[1]), isCondition: true),
        ["GreaterEqual"] = Numeric(2, x => GreaterOrEqual(x[0], x[1]), isCondition: true),
        ["Isinf"] = Float(1, x => IsInf(x[0]), isCondition: true),
        ["Isnan"] = Float(1, x => IsNaN(x[0]), isCondition: true),
        ["Less"] = Numeric(2, x => Less(x[0], x[1]), isCondition: true),
        ["LessEqual"] = Numeric(2, x => LessOrEqual(x[0], x[1]), isCondition: true),
        ["Log"] = Float(1, x => Log(x[0])),
        ["Log1p"] = Float(1, x => StableMath.Log1p(x[0])),
        ["LogicalAnd"] = Logical(2, x => And(x[0], x[1])),
        ["LogicalNot"] = Logical(1, x => Not(x[0])),
        ["LogicalOr"] = Logical(2, x => Or(x[0], x[1])),
        ["Maximum"] = Numeric(2, x => Max(x[0], x[1])),
        ["Mean"] = new(1, (x, settings) => Mean(x[0], settings), "numpy", "axis", "keepdims"),
        ["Minimum"] = Numeric(2, x => Min(x[0], x[1])),
        ["Multiply"] = Numeric(2, x => x[0] * x[1]),
        ["Negative"] = Numeric(1, x => -x[0]),
        ["NotEqual"] = Numeric(2, x => Not(Equal(x[0], x[1])), isCondition: true),
        ["OnesLike"] = new(1, (x, settings) => Filled(x[0], 1, settings), "numpy", "dtype"),
        ["Power"] = Float(2, x => Pow(x[0], x[1])),
        ["Reciprocal"] = Float(1, x => Reciprocal(x[0])),
        ["Relu"] = Numeric(1, x => Relu(x[0])) with { Module = "nn" },
        ["Sigmoid"] = Float(1, x => Sigmoid(x[0])) with { Module = "nn" },
        ["Sign"] = Numeric(1, x => Sign(x[0])),
        ["Sin"] = Float(1, x => Sin(x[0])),
        ["Split"] = new(1, (x, settings) => Split(x[0], settings)[0], "numpy", "indices_or_sections",
            "axis")
        { Several = (x, settings) => Split(x[0], settings) },
        ["Sqrt"] = Float(1, x => Sqrt(x[0])),
        ["Square"] = Numeric(1, x => Square(x[0])),
        ["Subtract"] = Numeric(2, x => x[0] - x[1]),
        ["Sum"] = new(1, (x, settings) => Worked([x[0]], x[0].Type,
            numbers => ReduceSum(numbers[0], [Axis(settings, x[0].Shape.Rank)], IsSet(settings, "keepdims"))), "numpy", "axis", "keepdims"),
        ["Take"] = new(2, (x, settings) => Gather(settings["axis"] is null ? Reshape(x[0], -1) : x[0], x[1],
            settings["axis"] is null ? 0 : Axis(settings, x[0].Shape.Rank)), "numpy", "axis"),
        ["Tanh"] = Float(1, x => Tanh(x[0])),
        ["TrueDivide"] = Float(2, x => x[0] / x[1]),
        ["Where"] = new(3, (x, _) => x[0].Type != DType.Bool
            ? throw Throw.NeedsCondition("Where", x[0].Type)
            : Worked(x[1..], Type(x[1..], keepsWhole: true), numbers => Where(x[0], numbers[0], numbers[1]))),
        ["ZerosLike"] = new(1, (x, settings) => Filled(x[0], 0, settings), "numpy", "dtype"),
    };

    private static Known Float(int arguments, Func<Value[], Value> formula, bool isCondition = false) =>
        new(arguments, (x, _) => isCondition
            ? formula(Cast(x, Type(x, keepsWhole: false))) : Worked(x, Type(x, keepsWhole: false), formula));

    private static Known Numeric(int arguments, Func<Value[], Value> formula, bool isCondition = false) =>
        new(arguments, (x, _) => isCondition ? formula(Cast(x, Type(x, keepsWhole: true))) : Worked(x, Type(x, keepsWhole: true), formula));

    private static Known Logical(int arguments, Func<Value[], Value> formula) =>
        new(arguments, (x, _) => formula(Cast(x, DType.Bool)), "numpy");

    // 16-bit arithmetic is computed in float32 on numbers that were rounded to 16 bits.
    private static Value Worked(Value[] x, DType type, Func<Value[], Value> formula)
    {
        var arithmetic = type is DType.Float16 or DType.BFloat16 ? DType.Float32 : type;
        return Ops.Cast(formula(Cast(Cast(x, type), arithmetic)), type);
    }

    // The first float tensor decides the type; constants are stored as float64 and take its type.
    private static DType Type(Value[] x, bool keepsWhole)
    {
        if (x.FirstOrDefault(value => value.Type.IsFloat() && value.Node.Op != Op.Constant) is { } tensor) return tensor.Type;
        return keepsWhole && x.All(value => value.Type.IsInteger()) ? x[0].Type : DType.Float32;
    }

    private static Value[] Cast(Value[] x, DType type) => [.. x.Select(value => Ops.Cast(value, type))];

    // One axis, which Keras may write as a list.
    private static int Axis(JsonObject settings, int rank)
    {
        var node = settings["axis"] is JsonArray { Count: 1 } list ? list[0] : settings["axis"];
        if (node is not JsonValue value || !value.TryGetValue(out int axis) || axis < -rank || axis >= rank)
            throw Throw.UnsupportedAxis(settings["axis"], rank);
        return axis < 0 ? axis + rank : axis;
    }
}
