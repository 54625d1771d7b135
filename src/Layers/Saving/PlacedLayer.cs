namespace Layers;

/// <summary>A layer in one of its places in a model.</summary>
/// <param name="Place">The path of the layer, in names or in groups.</param>
/// <param name="Layer">The layer in the form that a file has there.</param>
/// <param name="Original">The layer itself.</param>
internal sealed record PlacedLayer(string Place, Layer Layer, Layer Original);
