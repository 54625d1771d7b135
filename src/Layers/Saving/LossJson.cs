using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts losses to JSON and back. A loss is a name, a function, or an object.</summary>
internal static class LossJson
{
    // To add a loss, add it here.
    private static readonly Loss[] s_all =
    [
        Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.MeanAbsolutePercentageError, Loss.MeanSquaredLogarithmicError, Loss.Huber,
            Loss.LogCosh,
        Loss.CosineSimilarity, Loss.Poisson, Loss.KLDivergence, Loss.Hinge, Loss.SquaredHinge, Loss.CategoricalHinge, Loss.Dice,
            Loss.Tversky,
        Loss.BinaryCrossentropy, Loss.BinaryFocalCrossentropy, Loss.CategoricalCrossentropy, Loss.CategoricalFocalCrossentropy,
            Loss.SparseCategoricalCrossentropy,
    ];

    private static readonly Dictionary<string, string> s_short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mse"] = "MeanSquaredError",
        ["mae"] = "MeanAbsoluteError",
        ["mape"] = "MeanAbsolutePercentageError",
        ["msle"] = "MeanSquaredLogarithmicError",
        ["bce"] = "BinaryCrossentropy",
        ["kld"] = "KLDivergence",
        ["huber_loss"] = "Huber",
    };

    private static readonly Dictionary<LossReduction, string> s_reductions = new()
    {
        [LossReduction.SumOverBatchSize] = "sum_over_batch_size",
        [LossReduction.Sum] = "sum",
        [LossReduction.MeanWithSampleWeight] = "mean_with_sample_weight",
        [LossReduction.None] = "none",
    };

    /// <summary>Keras's metric classes that compute a loss.</summary>
    public static IEnumerable<string> MetricClasses => s_all.Select(loss => loss.MetricClassName).OfType<string>();

    /// <summary>Keras's loss classes that this library has.</summary>
    public static IEnumerable<string> Classes => s_all.Select(loss => loss.ClassName);

    public static JsonNode Write(Loss loss)
    {
        if (loss.Alias is { } alias && loss with { Alias = null } == Find(alias)! with { Alias = null }) return JsonValue.Create(alias);
        if (Array.IndexOf(s_all, loss) >= 0) return JsonValue.Create(SnakeCase.Of(loss.ClassName));
        if (loss is CrossentropyLoss) throw Throw.CrossentropyHasNoSettings();
        var config = new JsonObject { ["name"] = loss.Name, ["reduction"] = s_reductions[loss.Reduction] };
        loss.WriteConfig(config);
        return KerasObjects.Write("keras.losses", loss.ClassName, config);
    }

    public static Loss Read(JsonNode node)
    {
        if (node is JsonArray { Count: 1 } list && list[0] is { } only) return Read(only);
        if (JsonWords.Text(node) is { } alias) return Named(alias) with { Alias = alias };
        if (KerasObjects.ClassName(node) == "function" && JsonWords.Text(node["config"]) is { } name)
            return Named(name) with { Alias = name };
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("loss", node.ToJsonString());

        var config = new ConfigReader(KerasObjects.Config(node), className);
        _ = config.Take("dtype");
        var loss = Named(className).ReadConfig(config);
        if (loss is not (DiceLoss or TverskyLoss) && config.OptionalInteger("axis") is { } axis and not -1)
            throw Throw.UnsupportedCompile("loss", $"{className} over axis {axis}");
        loss = loss with { Name = config.OptionalText("name") ?? loss.Name, Reduction = Reduction(config) };
        config.RefuseUnread();
        return loss;
    }

    /// <summary>Returns the loss with a name in any of Keras's spellings; null if there is none.</summary>
    public static Loss? Find(string name)
    {
        // Keras ignores case for these two names only.
        if (name.ToLowerInvariant() is "crossentropy" or "ce") return Loss.Crossentropy;
        if (s_short.TryGetValue(name, out var full)) name = full;
        return Array.Find(s_all, loss => loss.ClassName == name || SnakeCase.Of(loss.ClassName) == name);
    }

    private static Loss Named(string name) =>
        Find(name) ?? throw Throw.UnknownCompileName("loss", name, [.. s_all.Select(loss => SnakeCase.Of(loss.ClassName)), "crossentropy"]);

    private static LossReduction Reduction(ConfigReader config)
    {
        // Python's None is written as null, and a missing reduction is Keras's default.
        var name = config.OptionalText("reduction") ?? (config.Contains("reduction") ? "none" : "sum_over_batch_size");
        // Keras has this second name for its default.
        if (name == "mean") name = "sum_over_batch_size";
        return s_reductions.ContainsValue(name)
            ? s_reductions.Single(pair => pair.Value == name).Key : throw Throw.UnknownCompileName("reduction", name, s_reductions.Values);
    }
}
