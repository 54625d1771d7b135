using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>One output of a node of TensorFlow's, and the type of its elements.</summary>
/// <param name="Node">The node, or the argument of a function.</param>
/// <param name="Index">Which output of the node it is.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Reference">What a node that reads it calls it.</param>
internal readonly record struct Port(string Node, int Index, DataType Type, string Reference)
{
    /// <summary>What a signature calls it.</summary>
    public string Tensor => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Node}:{Index}");
}
