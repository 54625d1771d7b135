using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>Every exception of this project.</summary>
internal static class Throw
{
    public static ArgumentException FaultyGraph(IReadOnlyList<Problem> problems) =>
        new($"The graph has {problems.Count} fault(s): {string.Join(" ", problems)}");

    public static InvalidDataException NotOnnx(Exception? inner) =>
        new("This is not an ONNX file: its bytes do not hold an ONNX model with a graph. Check that the file is whole.", inner);

    public static InvalidDataException NotATensor(string input) =>
        new($"The input '{input}' is not a tensor; sequences, maps and sparse tensors are not supported.");

    public static InvalidDataException UnsupportedElementType(string name, int type) =>
        new($"'{name}' has elements of ONNX type {type}, which is not supported. Supported are {string.Join(", ", Enum.GetValues<DType>().Select(t => t.Name()))}.");

    public static InvalidDataException ExternalData(string name) =>
        new($"The tensor '{name}' is kept in another file. Save the model with its data inside.");

    public static InvalidDataException WrongTensorSize(string name, long expected, long length) =>
        new($"The tensor '{name}' should have {expected} bytes of data, but has {length}. The file is damaged.");

    public static InvalidDataException UnknownOperator(string domain, string op) =>
        new($"The operator '{(domain.Length == 0 ? op : $"{domain}.{op}")}' is not supported. Supported are {string.Join(", ", Op.All)}.");

    public static InvalidDataException MissingInput(string op, string name) =>
        new($"{op} '{name}' leaves out an optional input, which is not supported.");

    public static InvalidDataException UndefinedValue(string name, string reader) =>
        new($"'{name}' is read by {reader} but nothing before it makes it. The file is damaged.");

    public static InvalidDataException UnsupportedAttribute(string name, string type) =>
        new($"The attribute '{name}' is of kind {type}, which is not supported.");

    public static ArgumentException MissingFeed(string name) =>
        new($"The graph has an input '{name}', but no tensor was given for it.");

    public static ArgumentException DoesNotFit(Value input, TensorData data) =>
        new($"The input '{input.Name}' is {new TensorType(input.Type, input.Shape)}, but a tensor of {new TensorType(data.Type, data.Shape)} was given.");

    public static ArgumentException SizesDisagree(string dim, long first, long second, string input) =>
        new($"The size '{dim}' is {first} in one input and {second} in '{input}'; it must be the same in all.");

    public static ArgumentException UnknownResultSize(string name, Shape shape) =>
        new($"The result '{name}' has shape {shape}, which does not follow from the sizes of the feeds; results of a feedback session need fixed sizes.");

    public static InvalidOperationException NotRunnable(Exception inner) =>
        new($"Bug in Layers: ONNX Runtime refuses a graph that passed every check. {inner.Message}", inner);
}
