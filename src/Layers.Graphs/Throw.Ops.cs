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

    public static ArgumentException NotElements(Op op, Value x, Value indices, Value updates) =>
        new($"{op}: there is one element of {Of(updates)} for each of the indices of {Of(indices)}, which have as many axes as {Of(x)}.");

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

    public static ArgumentException NothingToScan() => new("Scan: there is nothing to cut into steps. Give one or more values that have an axis of steps.");

    public static ArgumentException WrongStateCount(int states, int next) =>
        new($"Scan: the body returns {next} next state(s), but there are {states}; each state needs its next.");

    public static ArgumentException NotAScan(Node node, Graph body) =>
        new($"Scan: {node.Inputs.Count} inputs, of which {node.States} are states and {node.Scans} are cut into steps, do not fit a body of {body.Inputs.Count} inputs and {body.Outputs.Count} outputs. One input or more is cut into steps, and the body has an input for each and a next for each state.");

    public static ArgumentException BodyDoesNotFit(int index, TensorType given, Value input) =>
        new($"Scan: input {index} of the body is {Of(input)}, but gets {given}.");

    public static ArgumentException StateChanges(int index, TensorType state, Value next) =>
        new($"Scan: state {index} is {state}, but its next is {Of(next)}; a state keeps its type and its sizes from step to step.");

    public static ArgumentException StepsDiffer(Dim steps, Dim others) =>
        new($"Scan: what is cut into steps has {steps} of them here and {others} there; all must have as many.");

    public static ArgumentException WrongSettingCount(Op op, string name, int count) => new($"{op}: {name} needs {count} number(s), one for each.");

    public static ArgumentException NotATable(Value x) =>
        new($"LabelEncoder: {Of(x)} needs as many keys of its type as there are values.");

    public static ArgumentException NotATable(Value x, TensorData keys, TensorData values, TensorData otherwise) =>
        new($"LabelEncoder: for {Of(x)}, keys of {new TensorType(keys.Type, keys.Shape)}, values of {new TensorType(values.Type, values.Shape)} and {new TensorType(otherwise.Type, otherwise.Shape)} for all else do not fit. Keys have the type of the elements and one axis; there is a value for each, and one for all else of the same type. Types are string, int64 or float32.");

    public static ArgumentException RepeatedKey(object key) =>
        new(string.Create(CultureInfo.InvariantCulture, $"LabelEncoder: the key '{key}' stands there twice; each has one value."));

    public static ArgumentException NoNeighbours(Op op, Value x) =>
        new($"{op} joins neighbours along the last of two or more axes, whose size must be known; the input is {Of(x)}.");

    public static ArgumentException NotOneText(Op op, Value x) =>
        new($"{op} splits one text a row, so its input is (batch) or (batch, 1); it is {Of(x)}.");

    public static ArgumentException NotCrossable(Op op, Value first, Value x) => new($"{op} joins the elements at one place of each input, so all have one shape; one is {Of(first)}, another {Of(x)}.");

    public static ArgumentException NotADate(Op op, Value x) => new($"{op} is defined for strings, int64 and float64, not for {Of(x)}.");

    public static ArgumentException NotHashable(Op op, string types, Value x) => new($"{op} is defined for {types}, not for {Of(x)}. Cast it first.");
}
