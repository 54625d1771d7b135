namespace Layers;

/// <summary>A layer in one of its places in a model.</summary>
/// <param name="Place">The names, or the groups, that lead to it.</param>
/// <param name="Layer">What a file has for the layer there.</param>
/// <param name="Original">The layer itself.</param>
internal sealed record PlacedLayer(string Place, Layer Layer, Layer Original);
