namespace Layers.Graphs;

/// <summary>Exceptions of shape and type inference.</summary>
internal static partial class Throw
{
    public static ArgumentException AxisOutOfRange(Op op, long axis, int rank) =>
        new($"{op}: axis {axis} is outside [-{rank}, {rank}), the axes of a tensor of rank {rank}.");

    public static ArgumentException NotBroadcastable(Op op, Shape a, Shape b) =>
        new($"{op}: shapes {a} and {b} do not fit together; from the right, sizes must be equal or one of them 1.");

    public static ArgumentException TypesDiffer(Op op, Value a, Value b) =>
        new($"{op}: both sides must have one element type, but they are {Of(a)} and {Of(b)}. Cast one of them.");

    public static ArgumentException NeedsFloat(Op op, Value x) =>
        new($"{op} is defined for floating-point elements, not for {Of(x)}. Cast it first.");

    public static ArgumentException NeedsNumbers(Op op, Value x) =>
        new($"{op} is defined for numbers, not for {Of(x)}. Cast it first.");

    public static ArgumentException NeedsBool(Op op, Value x) =>
        new($"{op} is defined for bool elements, not for {Of(x)}. Compare it with something first.");

    public static ArgumentException NotMultipliable(Value a, Value b) =>
        new($"MatMul: {Of(a)} and {Of(b)} cannot be multiplied. Both need rank 2 or more, " +
            "and the last size of the first must be equal to the second-to-last size of the second.");

    public static ArgumentException NotAPermutation(long[] perm, Value x) =>
        new($"Transpose: [{string.Join(", ", perm)}] does not name every axis of {Of(x)} once.");

    public static ArgumentException NotReshapable(Value x, TensorData target) =>
        new($"Reshape: {Of(x)} cannot become [{TensorText.Elements(target)}]; " +
            "the number of elements must stay the same, and at most one size may be -1.");

    public static ArgumentException NotSplittable(Value x, int axis, Shape sizes) =>
        new($"Split: axis {axis} of {Of(x)} cannot be split into the sizes {string.Join(", ", sizes)}, " +
            $"which add up to {sizes.Sum(size => size.Size)}.");

    public static ArgumentException NotSqueezable(Value x, int axis) =>
        new($"Squeeze: axis {axis} of {Of(x)} does not have the size 1.");

    public static ArgumentException ShapeOfUnknownRank(Op op, Value sizes) =>
        new($"{op}: the sizes are the result of {sizes}, so the number of axes is not known. " +
            "Give the sizes as a constant or as ShapeOf of a value.");

    public static ArgumentException DoesNotFitInput(Value input, TensorData data) =>
        new($"The input '{input.Name}' is {Of(input)}; a tensor of {new TensorType(data.Type, data.Shape)} does not fit it.");

    public static ArgumentException GradientNeedsANumber(Value y) =>
        new($"A gradient needs a floating-point scalar, such as a loss, not {Of(y)}. Reduce it first.");

    public static NotSupportedException NoScatterGradient(Value indices) =>
        new($"ScatterND has a gradient only for indices of depth 1, not for {Of(indices)}.");

    private static TensorType Of(Value x) => new(x.Type, x.Shape);
}
