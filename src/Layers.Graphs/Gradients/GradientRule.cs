namespace Layers.Graphs;

/// <summary>From the gradients of a node's outputs to those of its inputs; null where none flows.</summary>
internal delegate IReadOnlyList<Value?> GradientRule(IReadOnlyList<Value?> dys, Node node);
