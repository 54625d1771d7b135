using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The message of an invalid call states the rule, the value that was passed, and the remedy.</summary>
public sealed class MessageTests
{
    private static readonly Value s_x = Input("x", ["batch", 3]);
    private static readonly Value s_d = Input("d", [3], DType.Float64);
    private static readonly Value s_i = Input("i", [3], DType.Int64);
    private static readonly Value s_b = Input("b", [3], DType.Bool);
    private static readonly Value s_s = Input("s", [3], DType.String);
    private static readonly Value s_n = Input("n", ["n"], DType.Int64);

    private static readonly TestCaseData[] s_calls =
    [
        Case(() =>
            s_x + s_d, "Add: both sides must have one element type, but they are float32[batch, 3] and float64[3]. Cast one of them."),
        Case(() => s_i * s_x, "Mul: both sides must have one element type, but they are int64[3] and float32[batch, 3]. Cast one of them."),
        Case(() => s_b + s_b, "Add is defined for numbers, not for bool[3]. Cast it first."),
        Case(() => s_s < Constant(new[] { "a" }), "Less is defined for numbers, not for string[3]. Cast it first."),
        Case(() => s_x + Input("y", [2]),
            "Add: shapes [batch, 3] and [2] do not fit together; from the right, sizes must be equal or one " +
            "of them 1."),
        Case(() => Equal(s_i, s_d),
            "Equal: both sides must have one element type, but they are int64[3] and float64[3]. Cast one of them."),
        Case(() => Sqrt(s_i), "Sqrt is defined for floating-point elements, not for int64[3]. Cast it first."),
        Case(() => IsNaN(s_s), "IsNaN is defined for floating-point elements, not for string[3]. Cast it first."),
        Case(() => -s_b, "Neg is defined for numbers, not for bool[3]. Cast it first."),
        Case(() => Mod(s_d, s_d), "Mod is defined for integers, not for float64[3]. Cast it first."),
        Case(() => ShiftRight(s_i, s_i), "BitShift is defined for unsigned integers, not for int64[3]. Cast it first."),
        Case(() => s_b & (s_i > 0) & s_i, "And is defined for bool elements, not for int64[3]. Compare it with something first."),
        Case(() => !s_i, "Not is defined for bool elements, not for int64[3]. Compare it with something first."),
        Case(() => Where(s_i, s_d, s_d), "Where is defined for bool elements, not for int64[3]. Compare it with something first."),
        Case(() => Where(s_b, s_d, s_i),
            "Where: both sides must have one element type, but they are float64[3] and int64[3]. Cast one of " +
            "them."),
        Case(() => Clip(s_d, s_d, 1), "Clip needs a scalar number, not float64[3]."),
        Case(() => Clip(s_d, Scalar(0, DType.Float32), 1), "Clip: both sides must have one element type, but they are float64[3] and " +
            "float32. Cast one of them."),
        Case(() => Cast(s_x, (DType)99), "Cast: 99 is not the number of an element type. Use one of 1 (float32), 2 (uint8),"),

        Case(() => MatMul(s_x, Input("w", [4, 2])), "MatMul: float32[batch, 3] and float32[4, 2] cannot be multiplied. Both need rank 2 " +
            "or more, and the last size of the first must be equal to the second-to-last size of the second."),
        Case(() => MatMul(s_d, s_d), "MatMul: float64[3] and float64[3] cannot be multiplied"),
        Case(() => MatMul(Input("u", [2, 2], DType.Bool), Input("v", [2, 2], DType.Bool)),
            "MatMul is defined for numbers, not for bool[2, 2]. Cast it first."),
        Case(() => Transpose(s_d), "Transpose: float64[3] has fewer than 2 axes."),
        Case(() => Transpose(s_x, [0, 0]), "Transpose: [0, 0] does not name every axis of float32[batch, 3] once."),
        Case(() => Reshape(s_d, 2, 2), "Reshape: float64[3] cannot become [2, 2]; the number of elements must stay the same, and at most " +
            "one size may be -1."),
        Case(() => Reshape(s_d, -1, -1), "Reshape: float64[3] cannot become [-1, -1]"),
        Case(() => Reshape(s_d, 3, 0), "Reshape: float64[3] cannot become [3, 0]"),
        Case(() => Reshape(s_d, 2, -1), "Reshape: float64[3] cannot become [2, -1]"),
        Case(() => Reshape(s_x, s_d), "Reshape: sizes must be int64 with one axis, not float64[3]."),
        Case(() => Reshape(s_x, s_n), "Reshape: the sizes are the result of n, so the number of axes is not known. Give the sizes as a " +
            "constant or as ShapeOf of a value."),
        Case(() => Expand(s_x, s_n), "Expand: the sizes are the result of n, so the number of axes is not known."),
        Case(() => Expand(s_d, Constant(new[] { 2L })), "Expand: shapes [3] and [2] do not fit together"),
        Case(() => Concat([s_x, s_d], 0), "Concat: both sides must have one element type, but they are float32[batch, 3] and float64[3]. " +
            "Cast one of them."),
        Case(() => Concat([s_x, Input("y", ["batch", 4])], 0), "Concat: float32[batch, 3] and float32[batch, 4] cannot be concatenated " +
            "along axis 0; all other sizes must be equal."),
        Case(() => Concat([s_x, Input("y", [3])], 0), "Concat: float32[batch, 3] and float32[3] cannot be concatenated along axis 0"),
        Case(() => Concat([], 0), "parts ('0') must be a non-zero value."),
        Case(() => Slice(s_x, 0, 1, axis: 2), "Slice: axis 2 is outside [-2, 2), the axes of a tensor of rank 2."),
        Case(() => Slice(s_x, 0, 1, step: 0), "step ('0') must be a non-zero value."),
        Case(() => Pad(s_x, [1], [1]), "Pad: float32[batch, 3] needs a number of elements before each axis and a number after it, for 2 " +
        "axes. " +
            "Negative numbers remove elements, and cannot remove more than an axis has. Received 1, 1."),
        Case(() => Pad(s_d, [-2], [-2]), "Pad: float64[3] needs a number of elements before each axis and a number after it, for 1 axis. " +
            "Negative numbers remove elements, and cannot remove more than an axis has. Received -2, -2."),
        Case(() => Gather(s_x, s_d), "Gather: indices must be int32 or int64, not float64[3]. Cast them first."),
        Case(() => Gather(Input("y", []), s_i), "Gather: axis 0 is outside [-0, 0), the axes of a tensor of rank 0."),
        Case(() => ScatterAdd(s_d, s_i, s_d),
            "ScatterND: updates of float64[3] do not fit indices of int64[3] into float64[3]. The shape " +
            "of the updates is that of the indices without their last axis, followed by the axes of the target that the indices do not " +
            "select."),
        Case(() => ScatterAdd(s_d, s_d, s_d), "ScatterND: indices must be int64, not"),
        Case(() => ScatterAdd(s_d, s_i, s_i), "ScatterND: both sides must have one element type"),
        Case(() => Split(s_d, [1, 1])[0], "Split: axis 0 of float64[3] cannot be split into the sizes 1, 1, which add up to 2."),
        Case(() => Squeeze(s_x, 1), "Squeeze: axis 1 of float32[batch, 3] does not have the size 1."),
        Case(() => Squeeze(Input("y", [1]), 0, -1), "Squeeze: each axis can be given only once, but [0, 0] has a duplicate."),
        Case(() => Unsqueeze(s_x, 0, 0), "Unsqueeze: each axis can be given only once, but [0, 0] has a duplicate."),
        Case(() => Unsqueeze(s_x, 3), "Unsqueeze: axis 3 is outside [-3, 3), the axes of a tensor of rank 3."),
        Case(() => Range(0, 3, 0), "Range: the step is 0, so the end is never reached. Use another step."),
        Case(() => Range(0, s_i, 1), "Range needs a scalar number, not int64[3]."),
        Case(() => Range(Scalar(0, DType.Float32), 3, 1), "Range: both sides must have one element type, but they are float32 and int64. " +
            "Cast one of them."),
        Case(() => CumSum(s_x, 2), "CumSum: axis 2 is outside [-2, 2), the axes of a tensor of rank 2."),
        Case(() => TopK(s_d, 4).Values, "TopK: 4 elements cannot be taken from axis 0 of float64[3]."),
        Case(() => ReduceSum(s_x, [2]), "ReduceSum: axis 2 is outside [-2, 2), the axes of a tensor of rank 2."),
        Case(() => ReduceMax(s_x, [1, -1]), "ReduceMax: each axis can be given only once, but [1, 1] has a duplicate."),
        Case(() => ReduceMean(s_b), "ReduceMean is defined for numbers, not for bool[3]. Cast it first."),
        Case(() => ArgMax(s_s), "ArgMax is defined for numbers, not for string[3]. Cast it first."),
        Case(() => -Input("u", [2], DType.UInt8), "ONNX does not define Neg for uint8[2]. Cast it to another type first."),
        Case(() => Softmax(s_i), "Softmax is defined for floating-point elements, not for int64[3]. Cast it first."),
        Case(() => Softmax(Input("y", [])), "Softmax: axis -1 is outside [-0, 0), the axes of a tensor of rank 0."),
        Case(() => Input("", [1]), "The value cannot be an empty string."),
        Case(() => RandomUniform(s_i, Constant(new[] { 1L })), "The key of random numbers must be an int64 scalar, not int64[3]."),
        Case(() => RandomNormal(Scalar(1, DType.Int32), Constant(new[] { 1L })),
            "The key of random numbers must be an int64 scalar, not int32."),
        Case(() => RandomUniform(1, Constant(new[] { 1 })), "Reshape: sizes must be int64 with one axis, not int32[1]."),
    ];

    [TestCaseSource(nameof(s_calls))]
    public void Message_NamesTheRuleAndTheValue(Func<Value> call, string message) =>
        Assert.That(call, Throws.InstanceOf<ArgumentException>().With.Message.StartsWith(message));

    [Test]
    public void NullArguments_AreNamed()
    {
        Assert.That(() => s_x + null!, Throws.ArgumentNullException);
        Assert.That(() => Exp(null!), Throws.ArgumentNullException);
        Assert.That(() => ScatterAdd(s_x, null!, s_x), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("indices"));
        Assert.That(() => Range(0, 3, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("delta"));
        Assert.That(() => ReduceMean(null!), Throws.ArgumentNullException);
    }

    private static TestCaseData Case(Func<Value> call, string message) => new TestCaseData(call, message).SetArgDisplayNames(message);
}
