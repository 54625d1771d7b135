namespace Layers;

/// <summary>An arrow of a diagram.</summary>
/// <param name="From">The index of the box at its start, which is smaller than <paramref name="To"/>.</param>
/// <param name="To">The index of the box at its end.</param>
/// <param name="Shape">The shape of the value, with the type if that is not float32.</param>
internal sealed record DiagramEdge(int From, int To, string Shape);
