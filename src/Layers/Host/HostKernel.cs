namespace Layers;

/// <summary>What a node gives for tensors of any number of rows.</summary>
internal delegate TensorData[] HostKernel(Node node, TensorData[] inputs);
