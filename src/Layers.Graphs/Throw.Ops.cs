using System.Globalization;

namespace Layers.Graphs;

/// <summary>Exceptions of operators whose inputs or attributes are invalid.</summary>
internal static partial class Throw
{
    public static ArgumentException NeedsIntegers(Op op, Value x) =>
        new($"{op} is defined for integers, not for {Of(x)}. Cast it first.");

    public static ArgumentException NotForType(Op op, Value x) =>
        new($"ONNX does not define {op} for {Of(x)}. Cast it to another type first.");

    public static ArgumentException NeedsUnsigned(Op op, Value x) =>
        new($"{op} is defined for unsigned integers, not for {Of(x)}. Cast it first.");

    public static ArgumentException NeedsIndices(Op op, Value indices) =>
        new($"{op}: indices must be {(op == Op.ScatterND ? "int64" : "int32 or int64")}, not {Of(indices)}. Cast them first.");

    public static ArgumentException NeedsSizes(Op op, Value sizes) =>
        new($"{op}: sizes must be int64 with one axis, not {Of(sizes)}.");

    public static ArgumentException NeedsANumber(Op op, Value x) =>
        new($"{op} needs a scalar number, not {Of(x)}.");

    public static ArgumentException NeedsConstant(Op op, Value x) =>
        new($"{op} needs an int64 constant, not {x}, because the shape of the result depends on it.");

    public static ArgumentException NotAType(Op op, long type) =>
        new($"{op}: {type} is not the number of an element type. " +
            $"Use one of {string.Join(", ", Enum.GetValues<DType>().Select(t => $"{(int)t} ({t.Name()})"))}.");

    public static ArgumentException RepeatedAxis(Op op, int[] axes) =>
        new($"{op}: each axis can be given only once, but [{string.Join(", ", axes)}] has a duplicate.");

    public static ArgumentException StepOfZero(Op op) =>
        new($"{op}: the step is 0, so the end is never reached. Use another step.");

    public static ArgumentException TooManyLargest(Value x, int axis, long k) =>
        new($"TopK: {Nouns.Of(k, "element")} cannot be taken from axis {axis} of {Of(x)}.");

    public static ArgumentException NotPaddable(Value x, long[] pads) =>
        new($"Pad: {Of(x)} needs a number of elements before each axis and a number after it, for {Nouns.Of(x.Shape.Rank, "axis")}. " +
            "Negative numbers remove elements, and cannot remove more than an axis has. " +
            $"Received {string.Join(", ", pads)}.");

    public static ArgumentException NotJoinable(Value first, Value part, int axis) =>
        new($"Concat: {Of(first)} and {Of(part)} cannot be concatenated along axis {axis}; all other sizes must be equal.");

    public static ArgumentException NotElements(Op op, Value x, Value indices, Value updates) =>
        new($"{op}: the indices of {Of(indices)} must have as many axes as {Of(x)}, " +
            $"and the elements of {Of(updates)} must have the shape of the indices.");

    public static ArgumentException NotScatterable(Value x, Value indices, Value updates) =>
        new($"ScatterND: updates of {Of(updates)} do not fit indices of {Of(indices)} into {Of(x)}. " +
            "The shape of the updates is that of the indices without their last axis, " +
            "followed by the axes of the target that the indices do not select.");

    public static ArgumentException NotAKey(Value key) =>
        new($"The key of random numbers must be an int64 scalar, not {Of(key)}.");

    public static ArgumentException TooFewAxes(Op op, Value x, int rank) =>
        new($"{op}: {Of(x)} has fewer than {Nouns.Of(rank, "axis")}.");

    public static ArgumentException NotRepresentable(double number, DType type) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"A number takes the element type of the other operand, but {type.Name()} cannot hold {number}. " +
            $"Cast the operand to a floating-point type, or round the number."));

    public static ArgumentException NotAStringNumber(double number) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"A number takes the element type of the other operand, but a string cannot hold {number}. Use a constant string."));

    public static ArgumentException NothingToScan() =>
        new("Scan: there is no value to scan. Give one or more values that have an axis of steps.");

    public static ArgumentException WrongStateCount(int states, int next) =>
        new($"Scan: the body returns {Nouns.Of(next, "next state")} for {Nouns.Of(states, "state")}; each state needs a next state.");

    public static ArgumentException NotAScan(Node node, Graph body) =>
        new($"Scan: {Nouns.Of(node.Inputs.Count, "input")} ({Nouns.Of(node.States, "state")}, {node.Scans} scanned) do not " +
            $"fit a body of {Nouns.Of(body.Inputs.Count, "input")} and {Nouns.Of(body.Outputs.Count, "output")}. " +
            "One input or more is scanned. The body has an input for each input, and a next state for each state.");

    public static ArgumentException BodyDoesNotFit(int index, TensorType given, Value input) =>
        new($"Scan: input {index} of the body is {Of(input)}, but gets {given}.");

    public static ArgumentException StateChanges(int index, TensorType state, Value next) =>
        new($"Scan: state {index} is {state}, but its next state is {Of(next)}; " +
            "a state must have the same type and sizes in each step.");

    public static ArgumentException StepsDiffer(Dim steps, Dim others) =>
        new($"Scan: one scanned value has {Nouns.Of(steps, "step")} and another has {others}; all must have the same number of steps.");

    public static ArgumentException WrongSettingCount(Op op, string name, int count) =>
        new($"{op}: the attribute '{name}' needs {Nouns.Of(count, "number")}.");

    public static ArgumentException NotATable(Value x) =>
        new($"LabelEncoder: {Of(x)} needs keys of its type, one for each value.");

    public static ArgumentException NotATable(Value x, TensorData keys, TensorData values, TensorData otherwise) =>
        new($"LabelEncoder: keys of {new TensorType(keys.Type, keys.Shape)}, values of {new TensorType(values.Type, values.Shape)} " +
            $"and a default of {new TensorType(otherwise.Type, otherwise.Shape)} do not fit {Of(x)}. " +
            "The keys have one axis and the type of the elements. There is one value for each key, " +
            "and the default is one element of the type of the values. Types are string, int64 or float32.");

    public static ArgumentException RepeatedKey(object key) =>
        new(string.Create(CultureInfo.InvariantCulture, $"LabelEncoder: the key '{key}' is a duplicate; each key has one value."));

    public static ArgumentException NoNeighbours(Op op, Value x) =>
        new($"{op} joins neighbours along the last axis, so the input needs two or more axes and a known size of the last; " +
            $"it is {Of(x)}.");

    public static ArgumentException NotOneText(Op op, Value x) =>
        new($"{op} splits one text for each row, so its input must be (batch) or (batch, 1), not {Of(x)}.");

    public static ArgumentException NotCrossable(Op op, Value first, Value x) =>
        new($"{op} joins the elements at the same index of each input, so all inputs need the same shape; " +
            $"one is {Of(first)}, another {Of(x)}.");

    public static ArgumentException NotADate(Op op, Value x) =>
        new($"{op} is defined for strings, int64 and float64, not for {Of(x)}.");

    public static ArgumentException NotHashable(Op op, string types, Value x) =>
        new($"{op} is defined for {types}, not for {Of(x)}. Cast it first.");
}
