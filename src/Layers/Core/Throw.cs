namespace Layers;

/// <summary>All exceptions of this project, by area. A message has the rule, what was expected, what was received, where, and what to
/// do.</summary>
internal static partial class Throw
{
    public static InvalidOperationException Bug(string what) => new($"Bug in Layers: {what}");

    public static ArgumentException UnknownPolicy(string name, IEnumerable<DTypePolicy> all) =>
        new($"'{name}' is not a dtype policy that Layers supports. Use one of {string.Join(", ", all)}.", nameof(name));

    public static ArgumentException WrongWeight(string path, TensorType expected, TensorType received) =>
        new($"The weight '{path}' is {expected}; a tensor of {received} cannot become its value.");

    public static ArgumentException BadLayerName(string name) =>
        new($"A layer's name must not be empty nor contain '/', which separates names in paths. Received '{name}'.", nameof(name));

    public static ArgumentException NotAName(string what, string name, string parameter) =>
        new($"{what} must not contain the character U+0000 nor half of a surrogate pair: files and ONNX have names in UTF-8, which end " +
            $"at U+0000. Received '{Utf8Text.Escaped(name)}'. Use another name.", parameter);

    public static LayerException UnknownWeightSize(Layer layer, string weight, Shape shape) =>
        new(layer.Name, $"{layer}: the weight '{weight}' needs known sizes, but they are {shape}. Declare the input with known sizes, " +
            "for example new Input(13).");

    public static LayerException CannotCall(Layer layer, Value x, Exception inner) =>
        new(layer.Name, $"{layer} cannot be called on an input of {new TensorType(x.Type, x.Shape)}: {inner.Message}", inner);
}
