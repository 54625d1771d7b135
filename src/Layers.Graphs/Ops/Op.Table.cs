using static Layers.Graphs.Inference;

namespace Layers.Graphs;

#pragma warning disable CS1591 // each is documented by ONNX under its own name
public sealed partial class Op
{
    public static readonly Op Input = new("Input", 1, NotInferred);
    public static readonly Op Constant = new("Constant", 13, node => new TensorType(node.Constant.Type, node.Constant.Shape));
    public static readonly Op Identity = new("Identity", 1, Same);
    public static readonly Op StopGradient = new("StopGradient", 1, Same);

    public static readonly Op Add = new("Add", 7, Broadcast);
    public static readonly Op Sub = new("Sub", 7, Broadcast);
    public static readonly Op Mul = new("Mul", 7, Broadcast);
    public static readonly Op Div = new("Div", 7, Broadcast);
    public static readonly Op Pow = new("Pow", 7, Broadcast);
    public static readonly Op Mod = new("Mod", 10, OfIntegers);
    public static readonly Op Max = new("Max", 8, Broadcast);
    public static readonly Op Min = new("Min", 8, Broadcast);
    public static readonly Op BitwiseXor = new("BitwiseXor", 18, OfIntegers);
    public static readonly Op BitShift = new("BitShift", 11, OfUnsigned);

    public static readonly Op Neg = new("Neg", 6, SameNumber);
    public static readonly Op Abs = new("Abs", 6, SameNumber);
    public static readonly Op Sign = new("Sign", 9, SameNumber);
    public static readonly Op Floor = new("Floor", 6, SameFloat);
    public static readonly Op Ceil = new("Ceil", 6, SameFloat);
    public static readonly Op Round = new("Round", 11, SameFloat);
    public static readonly Op Reciprocal = new("Reciprocal", 6, SameFloat);
    public static readonly Op Sqrt = new("Sqrt", 6, SameFloat);
    public static readonly Op Exp = new("Exp", 6, SameFloat);
    public static readonly Op Log = new("Log", 6, SameFloat);
    public static readonly Op Erf = new("Erf", 9, SameFloat);
    public static readonly Op Cos = new("Cos", 7, SameFloat);
    public static readonly Op Sin = new("Sin", 7, SameFloat);
    public static readonly Op Tanh = new("Tanh", 6, SameFloat);
    public static readonly Op Sigmoid = new("Sigmoid", 6, SameFloat);
    public static readonly Op Softplus = new("Softplus", 1, SameFloat);
    public static readonly Op Relu = new("Relu", 6, SameNumber);
    public static readonly Op Clip = new("Clip", 12, Clipped);
    public static readonly Op Cast = new("Cast", 9, CastTo);

    public static readonly Op Equal = new("Equal", 11, Comparison);
    public static readonly Op Less = new("Less", 9, Order);
    public static readonly Op LessOrEqual = new("LessOrEqual", 12, Order);
    public static readonly Op Greater = new("Greater", 9, Order);
    public static readonly Op GreaterOrEqual = new("GreaterOrEqual", 12, Order);
    public static readonly Op And = new("And", 7, Logic);
    public static readonly Op Or = new("Or", 7, Logic);
    public static readonly Op Not = new("Not", 1, Logic);
    public static readonly Op IsNaN = new("IsNaN", 9, ToBool);
    public static readonly Op IsInf = new("IsInf", 10, ToBool);
    public static readonly Op Where = new("Where", 9, Choose);

    public static readonly Op MatMul = new("MatMul", 9, MatrixProduct);
    public static readonly Op Transpose = new("Transpose", 1, Permuted);
    public static readonly Op Reshape = new("Reshape", 5, Reshaped);
    public static readonly Op Expand = new("Expand", 8, Expanded);
    public static readonly Op Concat = new("Concat", 4, Concatenated);
    public static readonly Op Slice = new("Slice", 10, Sliced);
    public static readonly Op Pad = new("Pad", 11, Padded);
    public static readonly Op Gather = new("Gather", 1, Gathered);
    public static readonly Op ScatterND = new("ScatterND", 16, Scattered);
    public static readonly Op Split = new("Split", 13, Pieces);
    public static readonly Op Squeeze = new("Squeeze", 13, Squeezed);
    public static readonly Op Unsqueeze = new("Unsqueeze", 13, Unsqueezed);
    public static readonly Op ShapeOf = new("Shape", 1, SizesOf);
    public static readonly Op Range = new("Range", 11, Counted);
    public static readonly Op CumSum = new("CumSum", 11, Accumulated);
    public static readonly Op TopK = new("TopK", 11, Largest);

    public static readonly Op Conv = new("Conv", 11, Convolved);
    public static readonly Op ConvTranspose = new("ConvTranspose", 11, ConvolvedBack);
    public static readonly Op MaxPool = new("MaxPool", 12, Pooled);
    public static readonly Op AveragePool = new("AveragePool", 11, Averaged);

    public static readonly Op ReduceSum = new("ReduceSum", 13, Reduced);
    public static readonly Op ReduceMean = new("ReduceMean", 1, Reduced);
    public static readonly Op ReduceMax = new("ReduceMax", 1, Reduced);
    public static readonly Op ReduceMin = new("ReduceMin", 1, Reduced);
    public static readonly Op ReduceProd = new("ReduceProd", 1, Reduced);
    public static readonly Op ArgMax = new("ArgMax", 13, Position);
    public static readonly Op Softmax = new("Softmax", 13, OverAxis);
    public static readonly Op LogSoftmax = new("LogSoftmax", 13, OverAxis);
}
