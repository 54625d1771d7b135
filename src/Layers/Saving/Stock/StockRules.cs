using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Keras's operations for the operators that formulas of features use. Every release since 3.3 has each of them.</summary>
internal static class StockRules
{
    public static StockTable Table { get; } = new()
    {
        { Op.Add, "Add", (a, b) => a + b },
        { Op.Sub, "Subtract", (a, b) => a - b },
        { Op.Mul, "Multiply", (a, b) => a * b },
        { Op.Div, "TrueDivide", (a, b) => a / b },
        { Op.Pow, "Power", Math.Pow },
        { Op.Max, "Maximum", Math.Max },
        { Op.Min, "Minimum", Math.Min },

        { Op.Neg, "Negative", x => -x },
        { Op.Abs, "Absolute", Math.Abs },
        { Op.Sign, "Sign", x => double.IsNaN(x) ? x : Math.Sign(x) },
        { Op.Floor, "Floor", Math.Floor },
        { Op.Ceil, "Ceil", Math.Ceiling },
        { Op.Reciprocal, "Reciprocal", x => 1 / x },
        { Op.Sqrt, "Sqrt", Math.Sqrt },
        { Op.Exp, "Exp", Math.Exp },
        { Op.Log, "Log", x => Math.Log(x) },
        { Op.Cos, "Cos", Math.Cos },
        { Op.Sin, "Sin", Math.Sin },
        { Op.Tanh, "Tanh", Math.Tanh },
        { Op.Sigmoid, "Sigmoid", x => 1 / (1 + Math.Exp(-x)) },
        { Op.Relu, "Relu", x => Math.Max(x, 0) },
        { Op.Cast, (node, type) => new("Cast", "dtype",
            (node.Outputs[0].Type.IsFloat() ? type : node.Outputs[0].Type.IsInteger() ? DType.Int32 : node.Outputs[0].Type).Name()),
            x => x },

        { Op.Equal, "Equal", (a, b) => a == b ? 1 : 0 },
        { Op.Less, "Less", (a, b) => a < b ? 1 : 0 },
        { Op.LessOrEqual, "LessEqual", (a, b) => a <= b ? 1 : 0 },
        { Op.Greater, "Greater", (a, b) => a > b ? 1 : 0 },
        { Op.GreaterOrEqual, "GreaterEqual", (a, b) => a >= b ? 1 : 0 },
        { Op.And, "LogicalAnd", (a, b) => a * b },
        { Op.Or, "LogicalOr", Math.Max },
        { Op.Not, "LogicalNot", x => 1 - x },
        { Op.IsNaN, "Isnan", x => double.IsNaN(x) ? 1 : 0 },
        { Op.IsInf, "Isinf", x => double.IsInfinity(x) ? 1 : 0 },
        { Op.Where, "Where", (condition, a, b) => condition != 0 ? a : b },

        { Op.Concat, (node, _) => new("Concatenate", "axis", JsonValue.Create(node.Axis - node.Outputs[0].Shape.Rank)) },
        { Op.Unsqueeze, Unsqueezed },
        { Op.LabelEncoder, StockLookup.Of },
        { Op.ReduceSum, Summed },
        { Op.Gather, (node, _) => new("Take", "axis", JsonValue.Create(node.Axis - node.Inputs[0].Shape.Rank)) },

        new NoChange(Op.Identity, Op.StopGradient, Op.Constant),

        // Round differs between Keras's backends. Clip, Erf and Softplus are composed of other operators, or are missing in some releases.
        new NoStockForm(Op.Input, Op.Round, Op.Clip, Op.Erf, Op.Softplus, Op.Mod, Op.BitwiseXor, Op.BitShift,
            Op.MatMul, Op.Transpose, Op.Reshape, Op.Expand, Op.Slice, Op.Pad, Op.GatherElements, Op.ScatterElements, Op.ScatterND, Op.Split,
                Op.Squeeze, Op.ShapeOf, Op.Range, Op.CumSum, Op.TopK,
            Op.Conv, Op.ConvTranspose, Op.MaxPool, Op.AveragePool,
            Op.ReduceMean, Op.ReduceMax, Op.ReduceMin, Op.ReduceProd, Op.ArgMax, Op.Softmax, Op.LogSoftmax, Op.Scan, Op.LSTM, Op.GRU,
                Op.RNN,
            Op.FarmHash64, Op.SipHash64, Op.CrossHash64, Op.LocalTicks, Op.TokenIndices),
    };

    // Supports one axis, which is the only case in formulas of features.
    private static KerasTensor? Summed(Node node, KerasTensor x)
    {
        if (node.Inputs is not [_, { Constant: { Length: 1 } axes }]) return null;
        var rank = node.Inputs[0].Shape.Rank;
        var axis = (int)axes.ToArray<long>()[0];
        if (axis >= 0) axis -= rank;
        var sum = new StockCall("Sum", "axis", axis).On(x);
        return node.Outputs[0].Shape.Rank == rank ? new StockCall("ExpandDims", "axis", axis).On(sum) : sum;
    }

    // Keras inserts one axis at a time.
    private static KerasTensor Unsqueezed(Node node, KerasTensor x)
    {
        var rank = node.Outputs[0].Shape.Rank;
        return node.Inputs[1].Constant!.ToArray<long>().Select(axis => axis < 0 ? axis + rank : axis).Order()
            .Aggregate(x, (y, axis) => new StockCall("ExpandDims", "axis", (int)axis).On(y));
    }
}
