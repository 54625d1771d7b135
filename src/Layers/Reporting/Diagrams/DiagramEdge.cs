namespace Layers;

/// <summary>An arrow of a diagram.</summary>
/// <param name="From">The place of the box that it comes from; smaller than that of the other.</param>
/// <param name="To">The place of the box that it leads to.</param>
/// <param name="Shape">The shape of what goes along it, with the type where that is not float32.</param>
internal sealed record DiagramEdge(int From, int To, string Shape);
