namespace Layers.Graphs;

/// <summary>A fault of a graph.</summary>
/// <param name="Node">Where it is; <see langword="null"/> where it is the graph's own.</param>
/// <param name="Message">What the rule is and what was found.</param>
public sealed record Problem(Node? Node, string Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
