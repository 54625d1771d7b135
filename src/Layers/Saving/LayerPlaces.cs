namespace Layers;

/// <summary>Where the layers of a model are, by the names of the models around them: <c>inner/dense</c>. A layer that is shared is in
/// several places, so that it cannot say where it is itself.</summary>
internal static class LayerPlaces
{
    /// <summary>Every layer in every place, models before what is in them; first the model itself, whose place is empty.</summary>
    public static IEnumerable<PlacedLayer> Of(Layer layer, string place = "") =>
        layer.Children.SelectMany(child => Of(child, Inside(place, child.Name))).Prepend(new(place, layer, layer));

    /// <summary>The places where a layer stands again, each with the first place of that layer. What is in a model that stands again is not
    /// among them.</summary>
    public static IEnumerable<(string Place, string First)> Again(Model model)
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
                    // Operations have nothing to share, and their constants are in each call of a file.
                    if (layer is not StockOperation) yield return (inside, first[layer]);
                    continue;
                }
                foreach (var again in In(layer, inside)) yield return again;
            }
        }
    }

    /// <summary>The place of a layer within a model.</summary>
    public static string Inside(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";
}
