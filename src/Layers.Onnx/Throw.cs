using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>Every exception of this project.</summary>
internal static class Throw
{
    public static ArgumentException FaultyGraph(IReadOnlyList<Problem> problems) =>
        new($"The graph has {Nouns.Of(problems.Count, "fault")}: {string.Join(" ", problems)}");

    public static NotSupportedException HostOperator(Node node) =>
        new($"{node} cannot be in an ONNX file: ONNX has no operator with the results of {node.Op}, so managed code computes it. " +
            "Leave it out of the exported part, and feed its result to the file.");

    public static NotSupportedException NeedsExtensions(Node node) =>
        new($"{node} is an operator of Microsoft.ML.OnnxRuntime.Extensions, which Layers writes into files and does not run. "
            + "Run the file in a session with that library, or predict with the model itself.");

    public static InvalidDataException NotOnnx(Exception? inner) =>
        new("This is not an ONNX file: its bytes do not hold an ONNX model with a graph. Check that the file is whole.", inner);

    public static InvalidDataException NotATensor(string input) =>
        new($"The input '{input}' is not a tensor; sequences, maps and sparse tensors are not supported.");

    public static InvalidDataException UnsupportedElementType(string name, int type) =>
        new($"'{name}' has elements of ONNX type {type}, which is not supported. " +
            $"Supported are {string.Join(", ", Enum.GetValues<DType>().Select(t => t.Name()))}.");

    public static InvalidDataException ExternalData(string name) =>
        new($"The tensor '{name}' is stored in another file. Save the model with its data inside.");

    public static InvalidDataException WrongTensorSize(string name, Shape shape, int length) =>
        new($"The tensor '{name}' of shape {shape} should have {Nouns.Of(shape.Length, "element")}, but has {Nouns.Of(length)}. The " +
            "file is damaged.");

    public static InvalidDataException NegativeSize(string name, long size) =>
        new($"'{name}' has an axis of size {size}. The file is damaged.");

    public static InvalidDataException TensorTooLarge(string name) =>
        new($"The tensor '{name}' has more than {int.MaxValue} elements, the maximum of a tensor in Layers.");

    public static InvalidDataException UnknownRank(string input) =>
        new($"The input '{input}' has no shape, so its number of axes is not known. Export the model with the shapes of its inputs.");

    public static InvalidDataException UnsupportedOpset(long? version, int oldest, int newest) =>
        new((version is { } number ? $"The file needs ONNX operator set {number}; " : "The file has no version of ONNX's operator set; ") +
            $"supported are {oldest} to {newest}. Export or convert the model to one of these.");

    public static InvalidDataException NoOutputs() => new("The graph has no outputs, so it computes nothing. The file is damaged.");

    public static InvalidDataException Nameless(string what) => new($"An {what} has no name. The file is damaged.");

    public static InvalidDataException DefinedTwice(string name) =>
        new($"'{name}' is defined twice. The file is damaged.");

    public static InvalidDataException WrongInputCount(Op op, int inputs, int least) =>
        new($"{op} has {Nouns.Of(inputs, "input")}; the supported form of it has {least}.");

    public static InvalidDataException AxesNotConstant(Op op, string name) =>
        new($"{op} '{name}' computes its axes; they must be an int64 constant, because the shape of the result depends on them.");

    public static InvalidDataException TooManyOutputs(Op op, string name, int outputs) =>
        new($"{op} '{name}' has {Nouns.Of(outputs, "output")}, more than it computes.");

    public static InvalidDataException MissingAttribute(Op op, string name) =>
        new($"{op} without the attribute '{name}' is not supported.");

    public static InvalidDataException UnknownAttribute(Op op, string name) =>
        new($"{op} with the attribute '{name}' is not supported.");

    public static InvalidDataException AttributeOfAnotherForm(Op op, string name, object only) =>
        new($"{op} is supported only if the attribute '{name}' is {only}.");

    public static InvalidDataException FaultyNode(Op op, string name, Exception inner) =>
        new($"The node '{name}' ({op}) cannot be read: {inner.Message}", inner);

    public static InvalidDataException UnknownOperator(string domain, string op) =>
        new($"The operator '{(domain.Length == 0 ? op : $"{domain}.{op}")}' is not supported. " +
            $"Supported are {string.Join(", ", Op.All)}.");

    public static InvalidDataException MissingInput(string op, string name) =>
        new($"{op} '{name}' omits an optional input, which is not supported.");

    public static InvalidDataException UndefinedValue(string name, string reader) =>
        new($"'{name}' is read by {reader}, but no node before it computes '{name}'. The file is damaged.");

    public static InvalidDataException UnsupportedAttribute(string name, string type) =>
        new($"The attribute '{name}' is of kind {type}, which is not supported.");

    public static ArgumentException MissingFeed(string name) =>
        new($"The graph has an input '{name}', but no tensor was given for it.");

    public static ArgumentException TooManyFeeds(int count, IEnumerable<string> names) =>
        new($"The graph has the inputs {string.Join(", ", names)}. Received {Nouns.Of(count, "tensor")}.");

    public static ArgumentException OneTensorASlot(int slots, int tensors) =>
        new($"Every slot needs an initial value. Received {Nouns.Of(tensors, "tensor")} for {Nouns.Of(slots, "slot")}.");

    public static ArgumentException RepeatedSlot(string input) =>
        new($"The input '{input}' is declared as a slot twice. Declare it once.");

    public static ArgumentException RepeatedNext(string output) =>
        new($"The output '{output}' is the next value of two slots; each slot needs its own output.");

    public static ArgumentException NoSuchSlot(StateSlice view) =>
        new($"The input '{view.Input.Name}' should be a part of the slot '{view.Slot.Name}', but there is no such slot.");

    public static ArgumentException ViewDoesNotFit(StateSlice view, TensorData slot) =>
        new($"The input '{view.Input.Name}' ({new TensorType(view.Input.Type, view.Input.Shape)}) should be a part of the slot " +
            $"'{view.Slot.Name}' from element {view.Offset} on, but the slot is {new TensorType(slot.Type, slot.Shape)}.");

    public static ArgumentException NoSuchNext(StateInput slot) =>
        new($"The next value of '{slot.Input.Name}' should be the output '{slot.Next}', but the graph has no output of that name.");

    public static ArgumentException NextDoesNotFit(StateInput slot, Value next) =>
        new($"The slot '{slot.Input.Name}' is {new TensorType(slot.Input.Type, slot.Input.Shape)}, " +
            $"but its next value '{slot.Next}' is {new TensorType(next.Type, next.Shape)}; they must be the same.");

    public static ArgumentException DoesNotFitState(Value slot, TensorData state, TensorData data) =>
        new($"The state '{slot.Name}' is {new TensorType(state.Type, state.Shape)}, " +
            $"but a tensor of {new TensorType(data.Type, data.Shape)} was given.");

    public static ArgumentException DoesNotFit(Value input, TensorData data) =>
        new($"The input '{input.Name}' is {new TensorType(input.Type, input.Shape)}, " +
            $"but a tensor of {new TensorType(data.Type, data.Shape)} was given.");

    public static ArgumentException SizesDisagree(string dim, long first, long second, string input) =>
        new($"The size '{dim}' is {first} in one input and {second} in '{input}'; it must be the same in all inputs.");

    public static ArgumentException UnknownResultSize(string name, Shape shape) =>
        new($"The result '{name}' has shape {shape}, which does not follow from the sizes of the feeds; " +
            "results of a stateful session need fixed sizes.");

    public static NotSupportedException NoKernel(Exception inner) =>
        new("ONNX Runtime does not support an operator of this graph for its element type; " +
            $"cast to float32, float64, int32 or int64. {inner.Message}", inner);

    public static InvalidOperationException RunFailed(Exception inner) =>
        new("ONNX Runtime failed while it ran the graph, for example because of an index out of range " +
            $"or sizes that do not fit. {inner.Message}", inner);

    public static InvalidOperationException NotRunnable(Exception inner) =>
        new($"Bug in Layers: ONNX Runtime rejects a graph that passed every check. {inner.Message}", inner);
}
