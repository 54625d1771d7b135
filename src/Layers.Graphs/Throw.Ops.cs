using System.Globalization;

namespace Layers.Graphs;

/// <summary>Exceptions of operators that are given what they are not made for.</summary>
internal static partial class Throw
{
    public static ArgumentException NeedsIntegers(Op op, Value x) =>
        new($"{op} is defined for integers, not for {Of(x)}. Cast it first.");

    public static ArgumentException NotForType(Op op, Value x) =>
        new($"ONNX does not define {op} for {Of(x)}. Cast it to another type first.");

    public static ArgumentException NeedsUnsigned(Op op, Value x) =>
        new($"{op} is defined for unsigned integers, not for {Of(x)}. Cast it first.");

    public static ArgumentException NeedsIndices(Op op, Value indices) =>
        new($"{op}: indices are int64 (of Gather, int32 too), not {Of(indices)}. Cast them first.");

    public static ArgumentException NeedsSizes(Op op, Value sizes) =>
        new($"{op}: sizes are int64 with one axis, not {Of(sizes)}.");

    public static ArgumentException NeedsANumber(Op op, Value x) =>
        new($"{op}: a number without axes belongs where {Of(x)} was given.");

    public static ArgumentException NeedsConstant(Op op, Value x) =>
        new($"{op}: an int64 constant belongs where {x} was given; the shape of the result depends on it.");

    public static ArgumentException NotAType(Op op, long type) =>
        new($"{op}: {type} is not the number of an element type. Use one of {string.Join(", ", Enum.GetValues<DType>().Select(t => $"{(int)t} ({t.Name()})"))}.");

    public static ArgumentException RepeatedAxis(Op op, int[] axes) =>
        new($"{op}: every axis can be named once, but [{string.Join(", ", axes)}] names one again.");

    public static ArgumentException StepOfZero(Op op) =>
        new($"{op}: the step is 0, with which nothing ever reaches the end. Use another.");

    public static ArgumentException TooManyLargest(Value x, int axis, long k) =>
        new($"TopK: {k} elements cannot be taken from axis {axis} of {Of(x)}.");

    public static ArgumentException NotPaddable(Value x, long[] pads) =>
        new($"Pad: {Of(x)} needs a number before and one after for each of its {x.Shape.Rank} axes, none of which may take more than there is; received {string.Join(", ", pads)}.");

    public static ArgumentException NotJoinable(Value first, Value part, int axis) =>
        new($"Concat: {Of(first)} and {Of(part)} cannot be joined along axis {axis}; all other sizes must be equal.");

    public static ArgumentException NotScatterable(Value x, Value indices, Value updates) =>
        new($"ScatterND: updates of {Of(updates)} do not fit indices of {Of(indices)} into {Of(x)}; they take the shape of the indices without their last axis, and then what is left of the shape below it.");

    public static ArgumentException NotAKey(Value key) =>
        new($"The key of random numbers is int64 without axes, not {Of(key)}.");

    public static ArgumentException TooFewAxes(Op op, Value x, int rank) =>
        new($"{op}: {Of(x)} has fewer than {rank} axes.");

    public static ArgumentException NotRepresentable(double number, DType type) =>
        new(string.Create(CultureInfo.InvariantCulture, $"A number takes the type of what it meets, but {type.Name()} does not hold {number}. Cast that to a floating-point type, or round the number."));

    public static ArgumentException NotAStringNumber(double number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"A number takes the type of what it meets, but a string does not hold {number}. Use a constant string."));
}
