using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>A graph input that reads a part of a slot in place, for example one of many weights that are stored in one tensor.</summary>
/// <param name="Input">The graph input, with known sizes and the slot's element type.</param>
/// <param name="Slot">The slot's input.</param>
/// <param name="Offset">The index of the first element in the slot, from 0. With multiples of 64 bytes, the results have the same bits as
/// with a separate tensor.</param>
public sealed record StateSlice(Value Input, Value Slot, int Offset);
