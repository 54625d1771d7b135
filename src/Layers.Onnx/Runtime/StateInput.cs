using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>A graph input that keeps its value from run to run: a weight, an optimizer's moment, a running metric.</summary>
/// <param name="Input">The graph input that reads the value.</param>
/// <param name="Next">The name of the output with the next value, of the same type and shape; <see langword="null"/> if only
/// <see cref="StatefulSession.Set(Value, TensorData)"/> changes the value.</param>
public sealed record StateInput(Value Input, string? Next);
