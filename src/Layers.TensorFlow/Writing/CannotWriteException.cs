namespace Layers.TensorFlow;

/// <summary>Says why a node has no equivalent; who knows the model says of which layer it is.</summary>
/// <param name="node">The node.</param>
/// <param name="reason">The end of a sentence.</param>
internal sealed class CannotWriteException(Node node, string reason) : Exception(reason)
{
    public Node Node { get; } = node;
}
