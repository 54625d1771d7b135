using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>The exceptions of this project. Each message has the expected and the received value, the place, and a remedy.</summary>
internal static partial class Throw
{
    public static NotSupportedException CannotWrite(Layer layer, CannotWriteException why) =>
        new($"{layer} cannot be written for TensorFlow: it computes {why.Node.Op}, and {why.Message}. "
            + "Export the layers after it as a model of their own, and feed this layer's output to that model.", why);

    public static NotSupportedException TooLarge(long bytes, long most) =>
        new($"The weights take {bytes} bytes, and a SavedModel that has them as constants holds {most}: its format, protocol buffers, " +
            "ends at 2 GiB. Export parts of the model.");

    public static InvalidOperationException WrongInputs(string op, int count) => Bug($"{op} was written with " +
        $"{Figures.Count(count, "input")}.");

    public static InvalidOperationException NoAttribute(object value) => Bug($"an attribute is a {value.GetType()}.");

    private static InvalidOperationException Bug(string what) => new($"Bug in Layers: {what}");
}
