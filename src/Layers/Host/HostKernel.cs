namespace Layers;

/// <summary>Computes the outputs of a node for input tensors with any number of rows.</summary>
internal delegate TensorData[] HostKernel(Node node, TensorData[] inputs);
