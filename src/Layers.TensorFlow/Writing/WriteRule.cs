namespace Layers.TensorFlow;

/// <summary>Writes one node of ours as nodes of TensorFlow's.</summary>
/// <param name="to">Where they go.</param>
/// <param name="node">Ours, which has attributes and shapes.</param>
/// <param name="inputs">What its inputs became.</param>
/// <returns>What its outputs became.</returns>
internal delegate Port[] WriteRule(NodeWriter to, Node node, Port[] inputs);
