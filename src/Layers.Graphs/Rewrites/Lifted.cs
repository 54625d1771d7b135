namespace Layers.Graphs;

/// <summary>What a value of a body is outside of it, for all steps at once.</summary>
/// <param name="Value">The value of every step, the axis of the steps in front; the value itself where it is the same in every
/// step.</param>
/// <param name="Varies">Whether it has the axis of the steps.</param>
internal readonly record struct Lifted(Value Value, bool Varies);
