using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>One row for each operator: the same operator of TensorFlow, or its formula.</summary>
internal static class WriteRules
{
    public static WriteTable Table { get; } = new()
    {
        { Op.Constant, (to, node, inputs) => to.Const(node.Constant) },
        { Op.Identity, "Identity" },
        { Op.StopGradient, "Identity" },

        { Op.Add, "AddV2" },
        { Op.Sub, "Sub" },
        { Op.Mul, "Mul" },
        { Op.Div, (to, node, x) => to.Call(node.Inputs[0].Type.IsFloat() ? "RealDiv" : "TruncateDiv", x) },
        { Op.Pow, "Pow" },
        { Op.Mod, "FloorMod" },
        { Op.Max, "Maximum" },
        { Op.Min, "Minimum" },
        { Op.BitwiseXor, "BitwiseXor" },
        { Op.BitShift, "RightShift" },

        { Op.Neg, "Neg" },
        { Op.Abs, "Abs" },
        { Op.Sign, "Sign" },
        { Op.Floor, "Floor" },
        { Op.Ceil, "Ceil" },
        { Op.Round, "Rint" },
        { Op.Reciprocal, "Reciprocal" },
        { Op.Sqrt, "Sqrt" },
        { Op.Exp, "Exp" },
        { Op.Log, "Log" },
        { Op.Erf, "Erf" },
        { Op.Cos, "Cos" },
        { Op.Sin, "Sin" },
        { Op.Tanh, "Tanh" },
        { Op.Sigmoid, "Sigmoid" },
        { Op.Softplus, "Softplus" },
        { Op.Relu, "Relu" },
        { Op.Clip, (to, node, x) => to.Call("Minimum", [to.Call("Maximum", [x[0], x[1]]), x[2]]) },
        { Op.Cast, Cast },

        { Op.Equal, "Equal" },
        { Op.Less, "Less" },
        { Op.LessOrEqual, "LessEqual" },
        { Op.Greater, "Greater" },
        { Op.GreaterOrEqual, "GreaterEqual" },
        { Op.And, "LogicalAnd" },
        { Op.Or, "LogicalOr" },
        { Op.Not, Not },
        { Op.IsNaN, "IsNan" },
        { Op.IsInf, "IsInf" },
        { Op.Where, "SelectV2" },

        { Op.MatMul, (to, node, x) => to.Call(node.Inputs.All(input => input.Shape.Rank == 2) ? "MatMul" : "BatchMatMulV2", x) },
        { Op.Transpose, (to, node, x) => to.Transpose(x[0], Array.ConvertAll((long[])node.Attributes["perm"], axis => (int)axis)) },
        { Op.Reshape, ShapeRules.Reshape },
        { Op.Expand, (to, node, x) => to.Call("BroadcastTo", [x[0], to.Call("BroadcastArgs", [to.Shape(x[0]), x[1]])]) },
        { Op.Concat, ShapeRules.Concat },
        { Op.Slice, ShapeRules.Slice },
        { Op.Pad, ShapeRules.Pad },
        { Op.Gather, (to, node, x) => to.Call("GatherV2", [x[0], ShapeRules.FromFront(to, node, x), to.Int(node.Axis)]) },
        { Op.GatherElements, ShapeRules.GatherElements },
        { Op.ScatterElements, ShapeRules.ScatterElements },
        { Op.ScatterND, "TensorScatterAdd" },
        { Op.Split, (to, node, x) => to.CallAll("SplitV", [x[0], x[1], to.Int(node.Axis)], ("num_split", (long)node.Outputs.Count)) },
        { Op.Squeeze, (to, node, x) => to.Call("Squeeze", [x[0]], ("squeeze_dims", ShapeRules.Axes(node, node.Inputs[0].Shape.Rank))) },
        { Op.Unsqueeze, (to, node, x) => ShapeRules.Axes(node, node.Outputs[0].Shape.Rank).Aggregate(x[0], (y, axis) =>
            to.Call("ExpandDims", [y, to.Int((int)axis)])) },
        { Op.ShapeOf, (to, node, x) => to.Shape(x[0]) },
        { Op.Range, ShapeRules.Range },
        { Op.CumSum, (to, node, x) => to.Call("Cumsum", x, ("reverse", node.Int("reverse", 0) == 1)) },
        { Op.TopK, ShapeRules.TopK },

        { Op.Conv, WindowRules.Conv },
        { Op.ConvTranspose, WindowRules.ConvTranspose },
        { Op.MaxPool, WindowRules.MaxPool },
        { Op.AveragePool, WindowRules.AveragePool },

        { Op.ReduceSum, (to, node, x) => Reduce("Sum", to, node, x) },
        { Op.ReduceMean, (to, node, x) => Reduce("Mean", to, node, x) },
        { Op.ReduceMax, (to, node, x) => Reduce("Max", to, node, x) },
        { Op.ReduceMin, (to, node, x) => Reduce("Min", to, node, x) },
        { Op.ReduceProd, (to, node, x) => Reduce("Prod", to, node, x) },
        { Op.ArgMax, ShapeRules.ArgMax },
        { Op.Softmax, (to, node, x) => to.AlongLast(x[0], node.Axis, node.Inputs[0].Shape.Rank, y => to.CallAll("Softmax", [y])) },
        { Op.LogSoftmax, (to, node, x) => to.AlongLast(x[0], node.Axis, node.Inputs[0].Shape.Rank, y => to.CallAll("LogSoftmax", [y])) },

        { Op.Scan, LoopRules.Scan },
        // TensorFlow has these operators only on GPUs; its own files have loops as well.
        { Op.LSTM, node => RecurrentGradients.Formula(node, node.Inputs) },
        { Op.GRU, node => RecurrentGradients.Formula(node, node.Inputs) },
        { Op.RNN, node => RecurrentGradients.Formula(node, node.Inputs) },

        { Op.LabelEncoder, TableRules.LabelEncoder },
        { Op.FarmHash64, HashRules.FarmHash },
        { Op.SipHash64, HashRules.SipHash },
        { Op.CrossHash64, HashRules.CrossHash },
        { Op.TokenIndices, TextRules.Indices },

        new NotWritten("TensorFlow has no operator that reads dates or knows time zones", Op.LocalTicks),
        // Inputs are placeholders, which the signature names.
        new NotWritten("an input is no operator", Op.Input),
    };

    // TensorFlow's optimizer replaces "not less" by "greater or equal", which is wrong for NaN.
    private static Port Not(NodeWriter to, Node node, Port[] inputs)
    {
        var op = node.Inputs[0].Node.Op;
        return op == Op.Less || op == Op.LessOrEqual || op == Op.Greater || op == Op.GreaterOrEqual
            ? to.Call("Equal", [inputs[0], to.Const(TensorData.Scalar(false))])
            : to.Call("LogicalNot", inputs);
    }

    private static Port Cast(NodeWriter to, Node node, Port[] inputs)
    {
        var (from, type) = (node.Inputs[0].Type, node.Outputs[0].Type);
        if (from == type) return inputs[0];
        if (type == DType.String)
            return from.IsInteger() ? to.Call("AsString", inputs) : throw new CannotWriteException(node,
                $"TensorFlow writes {from.Name()} as text in other digits");
        if (from != DType.String) return to.Cast(inputs[0], type.ToTensorFlow());
        return type is DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64
            ? to.Call("StringToNumber", inputs, ("out_type", type.ToTensorFlow()))
            : throw new CannotWriteException(node, $"TensorFlow reads no text as {type.Name()}");
    }

    private static Port Reduce(string op, NodeWriter to, Node node, Port[] inputs)
    {
        var axes = inputs.Length == 2 ? inputs[1]
            : node.Attributes.TryGetValue("axes", out var some) ? to.Longs((long[])some)
            : to.Ints([.. Enumerable.Range(0, node.Inputs[0].Shape.Rank)]);
        return to.Call(op, [inputs[0], axes], ("keep_dims", node.Int("keepdims", 1) == 1));
    }
}
