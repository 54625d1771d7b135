using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>An output of a node of TensorFlow, and its element type.</summary>
/// <param name="Node">The node, or the argument of a function.</param>
/// <param name="Index">The index of the node's output.</param>
/// <param name="Type">The element type.</param>
/// <param name="Reference">The name by which other nodes read it.</param>
internal readonly record struct Port(string Node, int Index, DataType Type, string Reference)
{
    /// <summary>The name in a signature.</summary>
    public string Tensor => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Node}:{Index}");
}
