namespace Layers.TensorFlow;

/// <summary>Writes one node of a graph as nodes of TensorFlow.</summary>
/// <param name="to">The writer.</param>
/// <param name="node">The node, with its attributes and shapes.</param>
/// <param name="inputs">The written inputs of the node.</param>
/// <returns>The written outputs of the node.</returns>
internal delegate Port[] WriteRule(NodeWriter to, Node node, Port[] inputs);
