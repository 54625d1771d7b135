using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Finds the layers that occur in several places of a file that Keras wrote.</summary>
/// <remarks>Keras writes the entry of a shared layer in each place, and its weights in the first. All entries have the same mark, except
/// that the first entry may lack it if it is inside another model, because that model copied its settings before the mark was set. So an
/// entry with a mark and without weights is the layer of the earlier entry with the same mark. If there is none, it is the layer of the
/// only earlier entry without a mark that has the same name, class and settings.</remarks>
internal sealed class MarkedLayers
{
    private readonly WeightGroup _weights;
    private readonly Dictionary<string, (JsonObject Entry, string Place)> _marked = [];
    private readonly Dictionary<string, List<(JsonObject Entry, string Place)>> _unmarked = [];
    private readonly List<(JsonObject Entry, IReadOnlyList<string> Candidates)> _unclear = [];
    private readonly SharedLayers _shared = new();

    private MarkedLayers(WeightGroup weights) => _weights = weights;

    /// <summary>Reads a model and makes each shared layer once.</summary>
    /// <param name="config">The model's JSON.</param>
    /// <param name="weights">The file's weights.</param>
    /// <exception cref="InvalidDataException">The layer of an entry with a mark cannot be determined.</exception>
    public static Layer Read(JsonNode config, WeightGroup weights)
    {
        if (!HasMarks(config)) return LayerJson.Read(config);
        var layers = new MarkedLayers(weights);
        layers.Find(config, "", "");
        var model = LayerJson.Read(config, layers._shared);
        // Without weights, separate layers give the same result as a shared one.
        foreach (var (entry, candidates) in layers._unclear)
            if (layers._shared.Made(entry) is { Weights.Count: > 0 } layer) throw Throw.UnclearSharedLayer(layer, candidates);
        return model;
    }

    private static bool HasMarks(JsonNode model) =>
        LayerEntries.Below(model).Any(entry => (entry.IsPlaced && entry.Json[LayerEntries.Mark] is not null) || HasMarks(entry.Json));

    private void Find(JsonNode model, string place, string prefix)
    {
        var groups = new GroupNames();
        foreach (var below in LayerEntries.Below(model).Where(entry => entry.IsPlaced))
        {
            var entry = below.Json;
            var group = prefix + Group(model, below, groups);
            var inside = LayerPlaces.Inside(place, below.Name);
            var mark = entry[LayerEntries.Mark]?.ToJsonString();
            var hasWeights = _weights.Find(group) is not null;
            if (mark is not null && !hasWeights && First(entry, mark, inside) is { } first)
            {
                _shared.Join(entry, first);
                continue;
            }
            if (mark is not null) _marked.TryAdd(mark, (entry, inside));
            else if (hasWeights) SameAs(entry).Add((entry, inside));
            Find(entry, inside, group + "/");
        }
    }

    // Returns the group of a layer's weights in Keras's layout, within the group of the enclosing layer.
    private static string Group(JsonNode around, LayerEntry entry, GroupNames groups) => entry.Setting switch
    {
        "layers" => $"{WeightTree.LayersGroup}/{groups.Next(PythonName(entry.ClassName))}",
        "cells" => $"cells/{groups.Next(PythonName(entry.ClassName))}",
        // The inner layer of Bidirectional is stored as its forward layer.
        "layer" when KerasObjects.ClassName(around) == nameof(Bidirectional) => "forward_layer",
        var setting => setting,
    };

    // Groups are named after Python's class, which may differ from the class name in the settings.
    private static string PythonName(string className) =>
        className == "Model" ? nameof(Functional) : LayerRegistry.Find(className)?.PythonName ?? className;

    private JsonObject? First(JsonObject entry, string mark, string place)
    {
        if (_marked.TryGetValue(mark, out var first))
            return LayerEntries.Settings(entry) == LayerEntries.Settings(first.Entry)
                ? first.Entry : throw Throw.NotOneLayer(place, first.Place);
        var candidates = SameAs(entry);
        if (candidates is [var only])
        {
            _marked[mark] = only;
            return only.Entry;
        }
        _shared.Join(entry, entry);
        _unclear.Add((entry, [.. candidates.Select(candidate => candidate.Place)]));
        return null;
    }

    private List<(JsonObject Entry, string Place)> SameAs(JsonObject entry)
    {
        var settings = LayerEntries.Settings(entry);
        if (!_unmarked.TryGetValue(settings, out var same)) _unmarked[settings] = same = [];
        return same;
    }
}
