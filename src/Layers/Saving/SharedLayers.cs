using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entries of a model's JSON that are one shared layer, and the layers that were made from them.</summary>
internal sealed class SharedLayers
{
    // Maps each entry of a shared layer to the first entry of that layer.
    private readonly Dictionary<JsonNode, JsonNode> _first = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<JsonNode, Layer> _made = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds the shared layers that <c>layers.json</c> lists.</summary>
    /// <param name="model">The model's JSON.</param>
    /// <param name="again">The further places of shared layers, each with an earlier place of that layer.</param>
    /// <exception cref="InvalidDataException">There are no such places, or they have different layers.</exception>
    public static SharedLayers Named(JsonNode model, IReadOnlyDictionary<string, string> again)
    {
        var shared = new SharedLayers();
        var open = again.ToDictionary();
        var seen = new Dictionary<string, JsonObject>();
        Find(model, "");
        return open.Count == 0 ? shared : throw Throw.NotOneLayer(open.First().Key, open.First().Value);

        void Find(JsonNode around, string place)
        {
            foreach (var entry in LayerEntries.Below(around).Where(entry => entry.IsPlaced))
            {
                var inside = LayerPlaces.Inside(place, entry.Name);
                if (open.Remove(inside, out var first))
                {
                    if (!seen.TryGetValue(first, out var known) || LayerEntries.Settings(entry.Json) != LayerEntries.Settings(known))
                        throw Throw.NotOneLayer(inside, first);
                    shared.Join(entry.Json, known);
                    continue;
                }
                seen.TryAdd(inside, entry.Json);
                Find(entry.Json, inside);
            }
        }
    }

    /// <summary>Declares that an entry stands for the same layer as an earlier entry.</summary>
    public void Join(JsonNode entry, JsonNode first)
    {
        _first[entry] = first;
        _first[first] = first;
    }

    /// <summary>Returns the layer of an entry; a shared layer is made once.</summary>
    public Layer Read(JsonNode? entry, Func<Layer> make)
    {
        if (entry is null || !_first.TryGetValue(entry, out var first)) return make();
        if (!_made.TryGetValue(first, out var layer)) _made[first] = layer = make();
        return layer;
    }

    /// <summary>Returns the layer that was made from the entry of a shared layer; null if it was not made.</summary>
    public Layer? Made(JsonNode entry) => _made.GetValueOrDefault(_first[entry]);
}
