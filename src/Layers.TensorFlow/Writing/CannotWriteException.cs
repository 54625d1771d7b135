namespace Layers.TensorFlow;

/// <summary>The exception for a node without an equivalent. A caller that knows the model adds the name of the layer.</summary>
/// <param name="node">The node.</param>
/// <param name="reason">The reason, as the end of a sentence.</param>
internal sealed class CannotWriteException(Node node, string reason) : Exception(reason)
{
    public Node Node { get; } = node;
}
