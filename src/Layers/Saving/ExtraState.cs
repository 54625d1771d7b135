using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entry <c>layers.json</c>, which holds everything that Keras has no place for: float64 statistics and policies of adaptive
/// layers, the classes and settings of layers that the file holds as stock layers, the places of shared layers, and the content of
/// <see cref="ModelMemory"/>.</summary>
/// <remarks>The entry is optional: a file without it opens as well. It holds a hash of config and weights. If the hash does not match, the
/// entry is ignored, with a reason.</remarks>
internal sealed class ExtraState
{
    private const int Version = 1;

    // The entry's content for each layer, by path; null if the entry was ignored.
    private JsonObject? _layers;
    // The whole entry; null if it does not belong to this model.
    private JsonObject? _whole;
    private Originals? _originals;
    private IReadOnlyDictionary<string, string> _repeated = new Dictionary<string, string>();
    private bool _checksValues;

    private ExtraState()
    {
    }

    /// <summary>The reason why the entry was ignored; null if it was not.</summary>
    public string? Reason { get; private set; }

    public static byte[] Write(Model model, byte[] config, byte[] weights, HealthRow? row)
    {
        var layers = new JsonObject();
        foreach (var (place, layer, _) in LayerPlaces.Of(model).Where(pair => pair.Layer is AdaptiveLayer or IWrittenAsStock))
        {
            var entry = new JsonObject { ["class"] = LayerRegistry.Find(layer).Key };
            if (layer is IWrittenAsStock) entry["config"] = LayerJson.WriteOwn(layer)["config"]!.DeepClone();
            if (layer is AdaptiveLayer adaptive)
            {
                if (adaptive is NumericAdaptiveLayer numeric)
                    WritePolicies(entry, new NumericPolicy(numeric.MissingValues, numeric.ConstantFeatures));
                if (layer is IKeepsWords { LostWord: not null } keeps) entry["words"] = keeps.WriteWords();
                entry["statistics"] = adaptive.State is { } state ? AdaptStateJson.Write(state) : null;
                if (adaptive.LearnedFrom?.Policy is NumericPolicy policy)
                    WritePolicies((JsonObject)(entry["learned_with"] = new JsonObject()), policy);
            }
            layers[place] = entry;
        }
        var json = new JsonObject
        {
            ["version"] = Version,
            ["sha256"] = Hash(config, weights),
            ["checks_values"] = model.ChecksValues,
            ["layers"] = layers,
            ["lines"] = new JsonArray([.. StockForms.SequentialPlaces(model)
            .Select(line => JsonValue.Create(line))])
        };
        var shared = new JsonObject(LayerPlaces.Repeated(model).Select(again => KeyValuePair.Create(again.Place, (JsonNode?)again.First)));
        if (shared.Count > 0) json["shared"] = shared;
        var spaces = new JsonObject(LayerPlaces.Of(model).Where(pair => pair.Layer is FeatureSpace)
            .Select(pair => KeyValuePair.Create(pair.Place, (JsonNode?)FeatureSpaceFile.Write((FeatureSpace)pair.Layer))));
        if (spaces.Count > 0) json["spaces"] = spaces;
        ModelMemory.Write(json, model, row);
        return Encoding.UTF8.GetBytes(KerasJson.Write(json));
    }

    /// <summary>Opens the entry of a file. It is ignored if it does not belong to config and weights.</summary>
    public static ExtraState Open(byte[]? bytes, byte[] config, byte[] weights)
    {
        var state = new ExtraState();
        if (bytes is not null) state.Try(() => state.Read(bytes, Hash(config, weights)));
        return state;
    }

    /// <summary>Returns the model that a file describes, with the layers' own classes as far as the entry knows them, and each shared layer
    /// once.</summary>
    public Layer Model(JsonNode config, WeightGroup weights)
    {
        Layer? model = null;
        Try(() => model = Own(config, weights));
        // If this fails as well, the config itself is at fault.
        return model ?? MarkedLayers.Read(config, weights);
    }

    /// <summary>Restores the words that the files of layers do not keep, before the layers read those files.</summary>
    public void RestoreWords(Model model) => Try(() =>
    {
        if (_layers is null) return;
        foreach (var (place, layer, _) in LayerPlaces.Of(model).DistinctBy(pair => pair.Layer))
            if (layer is IKeepsWords keeps && _layers[place]?["words"] is JsonArray words) keeps.ReadWords(words);
    });

    /// <summary>Restores the float64 states of layers: all of them, or none if one cannot be read or does not fit. Checks of values are off
    /// unless the entry turns them on, as in Keras.</summary>
    public void Restore(Model model)
    {
        var plans = new List<Action>();
        Try(() =>
        {
            foreach (var (place, layer, _) in LayerPlaces.Of(model).DistinctBy(pair => pair.Layer))
                if (layer is AdaptiveLayer adaptive && _layers?[place] is JsonObject state)
                    plans.Add(Plan(adaptive, state));
        });
        model.ChecksValues = _layers is not null && _checksValues;
        if (_layers is null) return;
        foreach (var restore in plans) restore();
    }

    /// <summary>Restores the properties of a model that are not in its layers.</summary>
    public void Remember(Model model, LoadNotes notes)
    {
        if (_whole is not null) ModelMemory.Restore(_whole, model, notes);
    }

    private void Read(byte[] bytes, string hash)
    {
        if (KerasJson.Parse(bytes) is not JsonObject json) throw Throw.ExtraStateIsNoObject();
        if ((long?)json["version"] is not Version) throw Throw.ExtraStateOfVersion(json["version"], Version);
        if ((string?)json["sha256"] != hash) throw Throw.ExtraStateOfAnotherModel();
        _whole = json;
        if (json["layers"] is not JsonObject layers) return;
        if (json["shared"] is JsonObject shared) _repeated = shared.ToDictionary(again => again.Key, again => (string?)again.Value ?? "");
        (_layers, _originals) = (layers, new Originals(layers, json["lines"] as JsonArray, json["spaces"] as JsonObject));
        _checksValues = (bool?)json["checks_values"] ?? false;
    }

    private Layer? Own(JsonNode config, WeightGroup weights)
    {
        if (_layers is null) return null;
        var own = _originals!.Restore(config);
        if (own is null && _repeated.Count == 0) return null;
        own ??= config;
        if (_repeated.Count == 0) return LayerJson.Read(own);
        var model = LayerJson.Read(own, SharedLayers.Named(own, _repeated));
        // Layers with different weights are not one layer, even if the entry lists them as shared.
        if (model is Model read) WeightTree.RequireSame(weights, read);
        return model;
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (FileFaults.IsFileFault(e))
        {
            _layers = null;
            Reason = $"{e.Message.TrimEnd('.')}. The model predicts as before. Its float64 statistics, adapt reports and classes are " +
                "not known, and layers that Keras does not have are loaded as the stock layers that they were saved as.";
        }
    }

    private static Action Plan(AdaptiveLayer layer, JsonObject json)
    {
        var state = json["statistics"] is JsonObject statistics ? AdaptStateJson.Read(statistics) : null;
        if (state is not null) layer.RequireFit(state);
        var policy = layer is NumericAdaptiveLayer ? Policies(json) : null;
        // Files of earlier releases of this library have no 'learned_with'; their states were learned with the policies that are set.
        var learnedWith = policy is not null && json["learned_with"] is JsonObject own ? Policies(own) : policy;
        return () =>
        {
            // Another program may have changed the file of words.
            if (state is not null && layer is IKeepsWords other && !other.IsFrom(state)) return;
            if (layer is NumericAdaptiveLayer numeric)
                (numeric.MissingValues, numeric.ConstantFeatures) = (policy!.MissingValues, policy.ConstantFeatures);
            if (state is not null) layer.Restore(new LearnedState(state, learnedWith));
        };
    }

    private static void WritePolicies(JsonObject json, NumericPolicy policy)
    {
        json["missing_values"] = SnakeCase.Of(policy.MissingValues.ToString());
        json["constant_features"] = SnakeCase.Of(policy.ConstantFeatures.ToString());
    }

    private static NumericPolicy Policies(JsonObject json) =>
        new(Parse<MissingValues>(json["missing_values"]), Parse<ConstantFeatures>(json["constant_features"]));

    private static T Parse<T>(JsonNode? node) where T : struct, Enum =>
        (T)Enum.Parse(typeof(T), Enum.GetNames(typeof(T)).First(name => SnakeCase.Of(name) == (string?)node));

    private static string Hash(byte[] config, byte[] weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(config);
        hash.AppendData(weights);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
