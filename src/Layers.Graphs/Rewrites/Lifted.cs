namespace Layers.Graphs;

/// <summary>A value of a body, computed outside of the body for all steps at once.</summary>
/// <param name="Value">The value of every step, with the axis of the steps first; or the value itself if it is the same in every
/// step.</param>
/// <param name="Varies">Whether the value has the axis of the steps.</param>
internal readonly record struct Lifted(Value Value, bool Varies);
