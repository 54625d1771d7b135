namespace Layers.Graphs;

/// <summary>Computes the gradients of a node's inputs from those of its outputs; a gradient is null if there is none.</summary>
internal delegate IReadOnlyList<Value?> GradientRule(IReadOnlyList<Value?> dys, Node node);
