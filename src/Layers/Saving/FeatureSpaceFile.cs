using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entry of a <see cref="FeatureSpace"/> in <c>layers.json</c>, for a space that the file holds as a functional model: the
/// layers of each column.</summary>
internal static class FeatureSpaceFile
{
    /// <summary>The setting that holds the functional model of the file in the JSON of a restored space.</summary>
    public const string Inner = "functional";

    /// <summary>The setting for the text that replaces a missing one.</summary>
    public const string MissingText = "missing_text";

    private const string Space = "space";

    public static JsonObject Write(FeatureSpace space)
    {
        _ = space.Whole();
        var json = new JsonObject { ["output"] = FeatureSpaceJson.Word(space.Output) };
        if (space.MissingText is { } missing) json[MissingText] = missing;
        json["columns"] = new JsonObject(space.Inputs.Select(input => KeyValuePair.Create(input.Column!, (JsonNode?)input.Name)));
        json["features"] = new JsonArray([.. space.Select(Write)]);
        return json;
    }

    /// <summary>Replaces the functional model that a file holds by the space that it was saved from.</summary>
    /// <param name="entry">The model's JSON, which is changed.</param>
    /// <param name="space">The JSON that <see cref="Write(FeatureSpace)"/> returned.</param>
    public static void Restore(JsonObject entry, JsonObject space)
    {
        if (KerasObjects.ClassName(entry) == FeatureSpaceJson.ClassName)
        {
            // Keras's own class has every setting but this one.
            if (space[MissingText] is { } missing) KerasObjects.Config(entry)[MissingText] = missing.DeepClone();
            return;
        }
        if (KerasObjects.ClassName(entry) != nameof(Functional)) throw Throw.NotASpace(LayerEntries.Name(entry));
        var inner = entry.DeepClone();
        entry["module"] = null;
        entry["class_name"] = FeatureSpaceJson.ClassName;
        entry["registered_name"] = null;
        entry["config"] = new JsonObject { ["name"] = LayerEntries.Name((JsonObject)inner), [Inner] = inner, [Space] = space.DeepClone() };
    }

    public static FeatureSpace Read(JsonObject config, SharedLayers? shared)
    {
        var name = JsonWords.Text(config["name"]) ?? "feature_space";
        var whole = FunctionalReader.Read((JsonObject)config[Inner]!, shared);
        if (config[Space] is not JsonObject json || json["features"] is not JsonArray features || json["columns"] is not JsonObject columns)
            throw Throw.NotASpace(name);
        var layers = whole.Graph.Layers.ToDictionary(layer => layer.Name);
        T Named<T>(JsonNode? node) where T : Layer =>
            JsonWords.Text(node) is { } text && layers.TryGetValue(text, out var layer) && layer is T known
            ? known : throw Throw.NotASpace(name);

        foreach (var (column, input) in columns) Named<Input>(input).Column = column;
        var space = new FeatureSpace(FeatureSpaceJson.Output(json["output"], name),
            name)
        { MissingText = JsonWords.Text(json[MissingText]) };
        foreach (var input in whole.Inputs) input.MissingText = space.MissingText;
        foreach (var node in features.OfType<JsonObject>())
        {
            var encoder = node["encoder"] is { } one ? Named<CategoryEncoding>(one) : null;
            var feature = node["crossed"] is JsonArray crossed
                ? Feature.ReadCross(Texts(crossed, name), Named<HashedCrossing>(node["crosser"]), encoder is not null)
                : Feature.Read(Texts(node["columns"], name), [.. Texts(node["layers"], name).Select(text => Named<Layer>(text))], null,
                    encoder is not null);
            feature.Encoder = encoder;
            if (node["joined"] is { } joined) feature.Joined = Named<Concatenate>(joined);
            space.Add(feature);
        }
        space.Restore(whole);
        return space;
    }

    private static JsonNode Write(Feature feature)
    {
        var json = new JsonObject();
        if (feature.IsCross)
        {
            json["crossed"] = Texts(feature.Crossed);
            json["crosser"] = feature.Crosser!.Name;
        }
        else
        {
            json["columns"] = Texts(feature.Columns);
            json["layers"] = Texts(feature.Layers.Select(layer => layer.Name));
        }
        if (feature.Joined is { } joined) json["joined"] = joined.Name;
        if (feature.IsOneHot) json["encoder"] = feature.Encoder!.Name;
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string[] Texts(JsonNode? node, string owner) =>
        node is JsonArray list ? [.. list.Select(text => JsonWords.Text(text) ?? throw Throw.NotASpace(owner))]
        : throw Throw.NotASpace(owner);
}
