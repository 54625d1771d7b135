using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Every exception of this project: what was expected, what came, where, and what to do.</summary>
internal static partial class Throw
{
    public static NotSupportedException CannotWrite(Layer layer, CannotWriteException why) =>
        new($"{layer} cannot be written for TensorFlow: it computes {why.Node.Op}, and {why.Message}. "
            + "Export the layers behind it as a model of their own, and feed that what this layer gives.", why);

    public static NotSupportedException TooLarge(long bytes, long most) =>
        new($"The weights take {bytes} bytes, and a SavedModel that has them as constants holds {most}: its format, protocol buffers, ends at 2 GiB. Export parts of the model.");

    public static InvalidOperationException WrongInputs(string op, int count) => Bug($"{op} was written with {count} inputs.");

    public static InvalidOperationException NoAttribute(object value) => Bug($"an attribute is a {value.GetType()}.");

    private static InvalidOperationException Bug(string what) => new($"Bug in Layers: {what}");
}
