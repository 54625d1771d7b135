namespace Layers;

/// <summary>Data that training is measured on but does not learn from.</summary>
/// <param name="X">Rows, with the batch first.</param>
/// <param name="Y">Labels.</param>
/// <param name="SampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
public sealed record ValidationData(TensorData X, TensorData Y, TensorData? SampleWeight = null);
