using static Layers.Graphs.Inference;
using static Layers.Graphs.OpTraits;

namespace Layers.Graphs;

#pragma warning disable CS1591 // each is documented by ONNX under its own name
public sealed partial class Op
{
    public static readonly Op Input = new("Input", 1, 0, NotInferred, Carries | Managed);
    public static readonly Op Constant = new("Constant", 13, 0, node => new TensorType(node.Constant.Type, node.Constant.Shape),
        Carries | Managed);
    public static readonly Op Identity = new("Identity", 1, 1, Same, Elementwise | Carries | Managed);
    public static readonly Op StopGradient = new("StopGradient", 1, 1, Same, Elementwise | Carries | Managed);

    public static readonly Op Add = new("Add", 7, 2, Broadcast, Broadcasts);
    public static readonly Op Sub = new("Sub", 7, 2, Broadcast, Broadcasts);
    public static readonly Op Mul = new("Mul", 7, 2, Broadcast, Broadcasts);
    public static readonly Op Div = new("Div", 7, 2, Broadcast, Broadcasts);
    public static readonly Op Pow = new("Pow", 7, 2, Broadcast, Broadcasts);
    public static readonly Op Mod = new("Mod", 10, 2, OfIntegers, Broadcasts);
    public static readonly Op Max = new("Max", 8, 2, Broadcast, Broadcasts);
    public static readonly Op Min = new("Min", 8, 2, Broadcast, Broadcasts);
    public static readonly Op BitwiseXor = new("BitwiseXor", 18, 2, OfIntegers, Broadcasts);
    public static readonly Op BitShift = new("BitShift", 11, 2, OfUnsigned, Broadcasts);

    public static readonly Op Neg = new("Neg", 6, 1, SameNumber, Elementwise);
    public static readonly Op Abs = new("Abs", 6, 1, SameNumber, Elementwise);
    public static readonly Op Sign = new("Sign", 9, 1, SameNumber, Elementwise);
    public static readonly Op Floor = new("Floor", 6, 1, SameFloat, Elementwise);
    public static readonly Op Ceil = new("Ceil", 6, 1, SameFloat, Elementwise);
    public static readonly Op Round = new("Round", 11, 1, SameFloat, Elementwise);
    public static readonly Op Reciprocal = new("Reciprocal", 6, 1, SameFloat, Elementwise);
    public static readonly Op Sqrt = new("Sqrt", 6, 1, SameFloat, Elementwise);
    public static readonly Op Exp = new("Exp", 6, 1, SameFloat, Elementwise);
    public static readonly Op Log = new("Log", 6, 1, SameFloat, Elementwise);
    public static readonly Op Erf = new("Erf", 9, 1, SameFloat, Elementwise);
    public static readonly Op Cos = new("Cos", 7, 1, SameFloat, Elementwise);
    public static readonly Op Sin = new("Sin", 7, 1, SameFloat, Elementwise);
    public static readonly Op Tanh = new("Tanh", 6, 1, SameFloat, Elementwise);
    public static readonly Op Sigmoid = new("Sigmoid", 6, 1, SameFloat, Elementwise);
    public static readonly Op Softplus = new("Softplus", 1, 1, SameFloat, Elementwise);
    public static readonly Op Relu = new("Relu", 6, 1, SameNumber, Elementwise);
    public static readonly Op Clip = new("Clip", 12, 3, Clipped, Elementwise);
    public static readonly Op Cast = new("Cast", 9, 1, CastTo, Elementwise | Carries | Managed);

    public static readonly Op Equal = new("Equal", 11, 2, Comparison, Broadcasts);
    public static readonly Op Less = new("Less", 9, 2, Order, Broadcasts);
    public static readonly Op LessOrEqual = new("LessOrEqual", 12, 2, Order, Broadcasts);
    public static readonly Op Greater = new("Greater", 9, 2, Order, Broadcasts);
    public static readonly Op GreaterOrEqual = new("GreaterOrEqual", 12, 2, Order, Broadcasts);
    public static readonly Op And = new("And", 7, 2, Logic, Broadcasts);
    public static readonly Op Or = new("Or", 7, 2, Logic, Broadcasts);
    public static readonly Op Not = new("Not", 1, 1, Logic, Elementwise);
    public static readonly Op IsNaN = new("IsNaN", 9, 1, ToBool, Elementwise);
    public static readonly Op IsInf = new("IsInf", 10, 1, ToBool, Elementwise);
    public static readonly Op Where = new("Where", 9, 3, Choose, Broadcasts);

    public static readonly Op MatMul = new("MatMul", 9, 2, MatrixProduct);
    public static readonly Op Transpose = new("Transpose", 1, 1, Permuted, Managed);
    public static readonly Op Reshape = new("Reshape", 5, 2, Reshaped, Managed);
    public static readonly Op Expand = new("Expand", 8, 2, Expanded);
    public static readonly Op Concat = new("Concat", 4, 1, Concatenated, AlongAxis | Managed, most: int.MaxValue);
    public static readonly Op Slice = new("Slice", 10, 5, Sliced, Managed);
    public static readonly Op Pad = new("Pad", 11, 2, Padded);
    public static readonly Op Gather = new("Gather", 1, 2, Gathered);
    public static readonly Op GatherElements = new("GatherElements", 11, 2, GatheredElements);
    public static readonly Op ScatterElements = new("ScatterElements", 16, 3, ScatteredElements);
    public static readonly Op ScatterND = new("ScatterND", 16, 3, Scattered);
    public static readonly Op Split = new("Split", 13, 2, Pieces, AlongAxis | Managed);
    public static readonly Op Squeeze = new("Squeeze", 13, 2, Squeezed, Managed);
    public static readonly Op Unsqueeze = new("Unsqueeze", 13, 2, Unsqueezed, Managed);
    public static readonly Op ShapeOf = new("Shape", 1, 1, SizesOf, Carries | Managed);
    public static readonly Op Range = new("Range", 11, 3, Counted);
    public static readonly Op CumSum = new("CumSum", 11, 2, Accumulated);
    public static readonly Op TopK = new("TopK", 11, 2, Largest, AlongLastAxis);

    public static readonly Op Conv = new("Conv", 11, 2, Convolved, SlidesWindow, most: 3);
    public static readonly Op ConvTranspose = new("ConvTranspose", 11, 2, ConvolvedBack, SlidesWindow, most: 3);
    public static readonly Op MaxPool = new("MaxPool", 12, 1, Pooled, SlidesWindow);
    public static readonly Op AveragePool = new("AveragePool", 11, 1, Averaged, SlidesWindow);

    public static readonly Op ReduceSum = new("ReduceSum", 13, 1, Reduced, Reduces, most: 2);
    public static readonly Op ReduceMean = new("ReduceMean", 1, 1, Reduced, Reduces);
    public static readonly Op ReduceMax = new("ReduceMax", 1, 1, Reduced, Reduces);
    public static readonly Op ReduceMin = new("ReduceMin", 1, 1, Reduced, Reduces);
    public static readonly Op ReduceProd = new("ReduceProd", 1, 1, Reduced, Reduces);
    public static readonly Op ArgMax = new("ArgMax", 13, 1, Position, AlongAxis);
    public static readonly Op Softmax = new("Softmax", 13, 1, OverAxis, AlongLastAxis);
    public static readonly Op LogSoftmax = new("LogSoftmax", 13, 1, OverAxis, AlongLastAxis);

    public static readonly Op Scan = new("Scan", 11, 1, Scanned, most: int.MaxValue);
    public static readonly Op LSTM = new("LSTM", 7, 4, Memory, most: 7);
    public static readonly Op GRU = new("GRU", 7, 4, Gated, most: 6);
    public static readonly Op RNN = new("RNN", 7, 4, Plain, most: 6);

    public static readonly Op LabelEncoder = new("LabelEncoder", 2, 1, Encoded, Elementwise, domain: MachineLearning);

    // Operators of Layers that managed code runs before the engine, because ONNX has no operator with the same results.
    public static readonly Op FarmHash64 = new("FarmHash64", 1, 1, Hashed, Elementwise | Managed, domain: Host);
    public static readonly Op SipHash64 = new("SipHash64", 1, 1, Hashed, Elementwise | Managed, domain: Host);
    public static readonly Op CrossHash64 = new("CrossHash64", 1, 2, Crossed, Elementwise | Managed, most: int.MaxValue, domain: Host);
    public static readonly Op TokenIndices = new("TokenIndices", 1, 1, Tokenized, Managed, domain: Host);
    public static readonly Op LocalTicks = new("LocalTicks", 1, 1, Dated, Elementwise | Managed, domain: Host);

    // Operators of Microsoft.ML.OnnxRuntime.Extensions, for files only; see ExtensionForms.
    internal static readonly Op StringToHashBucketFast = new("StringToHashBucketFast", 1, 2,
        node => new TensorType(DType.Int64, node.Inputs[0].Shape), domain: Extensions);
    internal static readonly Op StringConcat = new("StringConcat", 1, 2, Same, domain: Extensions);
}
