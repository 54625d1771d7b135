using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts a <see cref="FeatureSpace"/> to Keras's own JSON object and back, if Keras can express it.</summary>
internal static class FeatureSpaceJson
{
    public const string ClassName = "FeatureSpace";

    /// <summary>The group of the layers of columns, which only a <see cref="FeatureSpace"/> has.</summary>
    public const string Preprocessors = "preprocessors";

    private const string Module = "keras.src.layers.preprocessing.feature_space";

    private static readonly (OutputMode Mode, string Word)[] s_modes = [(OutputMode.Int, "int"), (OutputMode.OneHot, "one_hot")];

    /// <summary>Whether Keras's class can express a space: each feature has one column and one layer of Keras, each cross has two columns,
    /// and Keras can concatenate the features.</summary>
    public static bool IsExpressible(FeatureSpace space) =>
        space.Objective is null && (space.IsOfKeras || CanBeExpressed(space));

    private static bool CanBeExpressed(FeatureSpace space) =>
        space.Count > 0 && space.SelectMany(feature => feature.Layers).Distinct().Count() == space.Sum(feature => feature.Layers.Count)
            && space.All(feature => feature.IsCross ? IsExpressible(space, feature) : IsExpressible(feature))
            && (space.Output == FeatureOutput.Dict || space.Count == 1 || !space.Any(IsText));

    public static JsonObject Write(FeatureSpace space)
    {
        _ = space.Whole();
        var features = new JsonObject();
        var built = new JsonObject();
        foreach (var feature in space.Where(feature => !feature.IsCross))
        {
            var layer = LayerJson.WriteOwn(feature.Layers[0]);
            built[feature.Name] = layer["build_config"]?.DeepClone() ?? new JsonObject();
            features[feature.Name] = KerasObjects.Write(Module, "Feature", new JsonObject
            {
                ["dtype"] = space.Inputs.First(input => input.Column == feature.Name).Type.Name(),
                ["preprocessor"] = layer,
                ["output_mode"] = feature.IsOneHot ? "one_hot" : space.GivesIndices(feature) ? "int" : "float",
            }, "Feature");
        }
        var crosses = new JsonArray([.. space.Where(feature => feature.IsCross)
            .Select(cross => KerasObjects.Write(Module, "Cross", new JsonObject
        {
            ["feature_names"] = new JsonArray([.. cross.Crossed.Select(name => JsonValue.Create(name))]),
            ["crossing_dim"] = cross.CrossingDim,
            ["output_mode"] = cross.IsOneHot ? "one_hot" : "int",
        }, "Cross"))]);
        var config = new JsonObject
        {
            ["features"] = features,
            ["output_mode"] = Word(space.Output),
            ["crosses"] = crosses,
            ["crossing_dim"] = space.Defaults.CrossingDim,
            ["hashing_dim"] = space.Defaults.HashingDim,
            ["num_discretization_bins"] = space.Defaults.DiscretizationBins,
        };
        var result = KerasObjects.Write("keras.utils", ClassName, config);
        result["build_config"] = built;
        return result;
    }

    public static FeatureSpace Read(JsonObject node, SharedLayers? shared)
    {
        var config = KerasObjects.Config(node);
        if (config[FeatureSpaceFile.Inner] is not null) return FeatureSpaceFile.Read(config, shared);
        var owner = $"{JsonWords.Text(config["name"]) ?? "feature_space"} ({ClassName})";
        if (config["features"] is not JsonObject features) throw Throw.MissingSetting(owner, "features");
        var space = new FeatureSpace(Output(config["output_mode"], owner), JsonWords.Text(config["name"]))
        {
            MissingText = JsonWords.Text(config[FeatureSpaceFile.MissingText]),
            Defaults = new(Whole(config, "crossing_dim", owner), Whole(config, "hashing_dim", owner),
                Whole(config, "num_discretization_bins", owner)),
        };
        foreach (var (name, feature) in features)
            space.Add(FileFaults.At(feature, () => ReadFeature(name, KerasObjects.Config(feature!), shared, owner)));
        foreach (var cross in config["crosses"] as JsonArray ?? [])
            space.Add(FileFaults.At(cross, () => ReadCross(KerasObjects.Config(cross!), owner)));
        space.IsOfKeras = true;
        return space;
    }

    /// <summary>Returns the layers of a space in the order of Keras's object, each with its group of weights.</summary>
    public static IEnumerable<(string Group, Layer Layer)> Groups(FeatureSpace space)
    {
        var groups = new GroupNames();
        foreach (var feature in space.Where(feature => !feature.IsCross))
            yield return ($"{Preprocessors}/{groups.Next(LayerRegistry.Find(feature.Layers[0]).PythonName)}", feature.Layers[0]);
        groups = new GroupNames();
        foreach (var cross in space.Where(feature => feature.IsCross))
            yield return ($"crossers/{groups.Next(nameof(HashedCrossing))}", cross.Crosser!);
        if (!space.IsReady) yield break;
        var whole = space.Whole();
        groups = new GroupNames();
        foreach (var feature in space.InOrder().Where(feature => feature.IsOneHot))
            yield return ($"one_hot_encoders/{groups.Next(nameof(CategoryEncoding))}", feature.Encoder!);
        if (space.Output == FeatureOutput.Concat) yield return ("concat", whole.Outputs[0].Layer);
    }

    public static string Word(FeatureOutput output) => output == FeatureOutput.Dict ? "dict" : "concat";

    public static FeatureOutput Output(JsonNode? node, string owner) => JsonWords.Text(node) switch
    {
        null or "concat" => FeatureOutput.Concat,
        "dict" => FeatureOutput.Dict,
        _ => throw Throw.WrongSetting(owner, "output_mode", "'concat' or 'dict'", node!),
    };

    private static bool IsExpressible(Feature feature) =>
        feature is { Columns.Count: 1, Layers: [var layer] } && !feature.Columns[0].Contains('/', StringComparison.Ordinal)
        && layer is not (Model or IWrittenAsStock) && layer.Children.Count == 0 && layer.TrainableWeights.Count == 0
        && LayerRegistry.Find(layer).Module is not null && (!feature.IsOneHot || Cardinalities.IsKnownToKeras(layer));

    // Keras can cross only the outputs of layers.
    private static bool IsExpressible(FeatureSpace space, Feature cross) =>
        cross.Crossed.Count == 2 && cross.Crossed.All(name => space.GivesIndices(space[name]));

    private static bool IsText(Feature feature) => !feature.IsCross && feature.Layers[^1] is TextVectorization;

    private static Feature ReadFeature(string name, JsonObject config, SharedLayers? shared, string owner)
    {
        var type = JsonWords.Text(config["dtype"]) is { } dtype ? DTypes.Parse(dtype) : throw Throw.MissingSetting(owner, "dtype");
        var layer = config["preprocessor"] is JsonObject preprocessor ? LayerJson.Read(preprocessor, shared) : new TFDIdentity();
        var isOneHot = JsonWords.Text(config["output_mode"]) switch
        {
            "one_hot" => true,
            "int" or "float" => false,
            _ => throw Throw.WrongSetting(owner, "output_mode", "'int', 'one_hot' or 'float'", config["output_mode"]!),
        };
        if (layer.IsSavedWithItsShape) layer.BuildFor([KerasShapes.Batch, 1]);
        return Feature.Read([name], [layer], type, isOneHot);
    }

    private static Feature ReadCross(JsonObject config, string owner)
    {
        if (config["feature_names"] is not JsonArray names || names.Any(name => JsonWords.Text(name) is null))
            throw Throw.MissingSetting(owner, "feature_names");
        var mode = s_modes.FirstOrDefault(mode => mode.Word == JsonWords.Text(config["output_mode"]));
        if (mode.Word is null) throw Throw.WrongSetting(owner, "output_mode", "'int' or 'one_hot'", config["output_mode"]!);
        return Feature.Cross([.. names.Select(name => JsonWords.Text(name)!)], checked((int)Whole(config, "crossing_dim", owner)),
            mode.Mode);
    }

    private static long Whole(JsonObject config, string key, string owner) =>
        config[key] is null ? FeatureDefaults.Keras : config[key] is JsonValue value && value.TryGetValue(out long number) && number > 0
            ? number : throw Throw.WrongSetting(owner, key, "a whole number above 0", config[key]!);
}
