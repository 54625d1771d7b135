namespace Layers.Graphs;

/// <summary>A fault of a graph.</summary>
/// <param name="Node">The node with the fault; <see langword="null"/> if the fault is not in a node.</param>
/// <param name="Message">The rule, and what the graph has.</param>
public sealed record Problem(Node? Node, string Message)
{
    /// <summary>Returns the message.</summary>
    public override string ToString() => Message;
}
