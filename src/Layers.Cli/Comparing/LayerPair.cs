namespace Layers.Cli;

/// <summary>A layer of one model and the matching layer of the other; null for none.</summary>
/// <param name="Name">The path of the layer.</param>
/// <param name="First">The layer of the first model.</param>
/// <param name="Second">The layer of the second model.</param>
internal sealed record LayerPair(string Name, Layer? First, Layer? Second)
{
    /// <summary>Pairs the layers of two models by name. If the names differ and the classes do not, it pairs them by order, because Keras
    /// numbers names across models.</summary>
    public static IReadOnlyList<LayerPair> Of(Model first, Model second)
    {
        List<PlacedLayer> a = Layers(first), b = Layers(second);
        if (a.Select(Class).SequenceEqual(b.Select(Class))) return [.. a.Zip(b, (x, y) => new LayerPair(x.Place, x.Original, y.Original))];
        var others = b.ToDictionary(layer => layer.Place, layer => layer.Original);
        return
        [
            .. a.Select(layer => new LayerPair(layer.Place, layer.Original, others.GetValueOrDefault(layer.Place))),
            .. b.Where(layer => a.TrueForAll(other => other.Place != layer.Place))
                .Select(layer => new LayerPair(layer.Place, null, layer.Original)),
        ];
    }

    private static List<PlacedLayer> Layers(Model model) =>
        [.. LayerPlaces.Of(model).Where(place => place.Place.Length > 0).DistinctBy(place => place.Place)];

    private static string Class(PlacedLayer layer) =>
        layer.Original is StockOperation operation ? operation.Operation : layer.Original.GetType().Name;
}
