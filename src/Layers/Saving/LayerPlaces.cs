namespace Layers;

/// <summary>The places of layers in a model, as the names of the enclosing models: <c>inner/dense</c>. A shared layer has several places,
/// so a layer cannot store its own place.</summary>
internal static class LayerPlaces
{
    /// <summary>Returns every layer in every place, a model before its layers. The model itself is the first, and its place is
    /// empty.</summary>
    public static IEnumerable<PlacedLayer> Of(Layer layer, string place = "") =>
        layer.Children.SelectMany(child => Of(child, Inside(place, child.Name))).Prepend(new(place, layer, layer));

    /// <summary>Returns each further place of a layer that occurs more than once, with the layer's first place. The layers within a model
    /// that occurs again are left out.</summary>
    public static IEnumerable<(string Place, string First)> Repeated(Model model)
    {
        var first = new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance);
        return In(model, "");

        IEnumerable<(string, string)> In(Layer around, string place)
        {
            foreach (var layer in around.Children)
            {
                var inside = Inside(place, layer.Name);
                if (!first.TryAdd(layer, inside))
                {
                    // Operations have nothing to share, and each call in a file has their constants.
                    if (layer is not StockOperation) yield return (inside, first[layer]);
                    continue;
                }
                foreach (var again in In(layer, inside)) yield return again;
            }
        }
    }

    /// <summary>Returns the place of a layer within a model.</summary>
    public static string Inside(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";
}
