namespace Layers.Graphs;

/// <summary>The exceptions of this project. Each message has the rule, the received value and a remedy.</summary>
internal static partial class Throw
{
    public static ArgumentException UnknownDType(string name) =>
        new($"'{name}' is not the name of an element type. " +
            $"Use one of {string.Join(", ", Enum.GetValues<DType>().Select(t => t.Name()))}.", nameof(name));

    public static ArgumentException NoDType(Type type) =>
        new($"A tensor cannot hold elements of type {type}. Use float, double, Half, an integer type, bool or string.");

    public static ArgumentException WrongLength(int length, Shape shape) =>
        new($"A tensor of shape {shape} holds {Nouns.Of(shape.Length, "element")}. Received {Nouns.Of(length)}.");

    public static ArgumentException RaggedRows(int row, int length, int width) =>
        new($"Every row must have as many values as the first, {width}; row {row} has {length}. Fill or drop the short rows.");

    public static ArgumentException NoRowsToTake(DType type) =>
        new($"Rows are counted by the first axis, but a {type.Name()} of shape [] has no axes. " +
            "Take rows of a tensor with one axis or more.");

    public static InvalidOperationException NotOfTwoAxes(TensorData data) =>
        new($"An array of two axes needs a tensor of two axes; this tensor is {data.Type.Name()} of shape {data.Shape}. " +
            "Reshape it first, or use ToArray or ToTensor.");

    public static ArgumentException OtherNumberOfIndices(TensorData data, int indices) =>
        new($"A tensor of shape {data.Shape} has {Nouns.Of(data.Shape.Rank, "axis")}, and an element needs one index for each. " +
            $"Received {Nouns.Of(indices, "index")}.", nameof(indices));

    public static ArgumentOutOfRangeException NoSuchPlace(TensorData data, int axis, int index) =>
        new("indices", index, $"Axis {axis} of a tensor of shape {data.Shape} has the indices 0 to {data.Shape[axis].Size - 1}.");

    public static InvalidOperationException TextIsNoNumber(TensorData data) =>
        new($"The elements of a tensor of shape {data.Shape} are texts, but the indexer returns numbers. " +
            "Use AsSpan<string>() or ToArray<string>().");

    public static ArgumentException WrongElementType(Type asked, DType type) =>
        new($"The elements are {type.Name()} and cannot be read as {asked.Name}.");

    public static ArgumentException StringsHaveNoSize() => new("Strings have no fixed size in memory.");

    public static InvalidOperationException SizeNotKnown(string name) => new($"The size '{name}' is known only when the graph runs.");

    public static InvalidOperationException InputsAreDeclared() => new("Bug in Layers: inputs are declared, not inferred.");

    public static ArgumentException StringsHaveNoBytes() => new("Strings have no fixed bytes; read them with AsSpan<string>().");

    public static InvalidOperationException TextsTakeNoNumbers() => new("Bug in Layers: numbers are stored as texts.");

    public static ArgumentException NotAName(string name) =>
        new($"A name in a graph must not contain the character U+0000 nor half of a surrogate pair: names in ONNX are UTF-8, and end at " +
            $"U+0000. Received '{Utf8Text.Escaped(name)}'. Use another name.", nameof(name));

    public static ArgumentException NotAnInput(Value? value) =>
        new($"A graph's inputs are created by Ops.Input; {value?.ToString() ?? "null"} is not an input.");

    public static ArgumentException DeclaredTwice(Value input) => new($"The input '{input.Name}' is declared twice. Declare it once.");

    public static ArgumentException NotDeclared(Value input, IReadOnlyList<Value> declared) =>
        new($"An output depends on the input '{input.Name}', which is not among the declared inputs " +
            $"({string.Join(", ", declared.Select(value => value.Name))}). Declare it too.");
}
