using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>A graph input that reads a part of a slot in place, as one weight of many that are kept in one tensor.</summary>
/// <param name="Input">The graph input; known sizes, and the slot's element type.</param>
/// <param name="Slot">The slot's input.</param>
/// <param name="Offset">The first element there, from 0. Whole multiples of 64 bytes keep every bit what it is in a tensor of its
/// own.</param>
public sealed record StateSlice(Value Input, Value Slot, int Offset);
