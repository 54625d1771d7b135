using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts layers and models to Keras's JSON objects and back.</summary>
internal static class LayerJson
{
    /// <summary>Writes a layer in the form that files have: as stock layers if Keras does not have its class.</summary>
    public static JsonObject Write(Layer layer)
    {
        layer = StockForms.Of(layer);
        if (layer is Sequential sequential)
            return StockForms.HasOperations(layer) ? FunctionalJson.Write(sequential) : SequentialJson.Write(sequential);
        if (layer is Functional functional) return FunctionalJson.Write(functional);
        // Keras does not support a FeatureSpace within a model.
        if (layer is FeatureSpace space) return FunctionalJson.Write(space.Whole(), space);
        return layer is StockOperation operation ? StockOperationJson.Write(operation) : WriteOwn(layer);
    }

    /// <summary>Writes a layer with its own class and settings.</summary>
    public static JsonObject WriteOwn(Layer layer)
    {
        var entry = LayerRegistry.Find(layer);
        var config = new JsonObject { ["name"] = layer.Name };
        if (layer is not Input)
        {
            if (layer.SavesTrainable) config["trainable"] = layer.Trainable;
            config["dtype"] = DTypePolicies.Write(layer.Policy);
        }
        // The layer's own settings are written last, so that they override a common setting with the same name.
        if (layer.ActivityRegularizer is { } activity && layer is not ActivityRegularization)
            config["activity_regularizer"] = Regularizers.Write(activity);
        foreach (var (key, value) in entry.Write(layer)) config[key] = value?.DeepClone();
        // Keras computes the output shape of the inner model from a single shape at each step. Keras 3.3.3 does not support functional
        // models there.
        if (layer is TimeDistributed) FunctionalJson.UnwrapSingleEnds(config["layer"]!);
        var result = KerasObjects.Write(entry.Module!, entry.ClassName, config, entry.RegisteredName);
        // A merging layer has several inputs. Keras gets their shapes from the call, which the file has as well.
        if (layer is not (Input or MergeLayer) && layer.IsSavedWithItsShape && layer.InputShape is { } shape)
            result["build_config"] = BuildConfig(shape);
        return result;
    }

    /// <param name="node">The layer's JSON.</param>
    /// <param name="shared">The entries below that are one layer; null if there are none.</param>
    public static Layer Read(JsonNode? node, SharedLayers? shared = null) =>
        FileFaults.At(node, () => shared is null ? Make(node, null) : shared.Read(node, () => Make(node, shared)));

    public static JsonObject BuildConfig(Shape shape) => new() { ["input_shape"] = KerasShapes.Write(shape) };

    private static Layer Make(JsonNode? node, SharedLayers? shared)
    {
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.NotAnObject(node);
        var settings = KerasObjects.Config(node!);
        var owner = $"{JsonWords.Text(settings["name"]) ?? "?"} ({className})";
        if (className == "Sequential") return SequentialJson.Read((JsonObject)node!, shared);
        if (className is "Functional" or "Model") return FunctionalReader.Read((JsonObject)node!, shared);
        if (className == FeatureSpaceJson.ClassName) return FeatureSpaceJson.Read((JsonObject)node!, shared);
        if (StockOperationJson.IsOperation(node)) return StockOperationJson.Read(node!);
        var registered = JsonWords.Text(node!["registered_name"]);
        var entry = (registered is null ? null : LayerRegistry.Find(registered)) ?? LayerRegistry.Find(className)
            ?? throw Throw.UnknownLayer(owner, registered ?? className);

        var config = new ConfigReader(settings, owner) { ReadLayer = inner => Read(inner, shared) };
        _ = (config.Name, config.Take("dtype"), config.Take("trainable"));
        Layer layer;
        try
        {
            layer = entry.Read(config);
        }
        catch (ArgumentException e)
        {
            throw Throw.CannotRestore(owner, e);
        }
        // Any layer of Keras may have an activity regularizer; some also take it in their constructors.
        layer.ActivityRegularizer ??= config.Regularizer("activity_regularizer");
        config.RefuseUnread();
        if (config.Name is { } given) layer.Name = given;
        layer.Trainable = config.Flag("trainable", true);
        return layer;
    }
}
