using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Losses in JSON: a name, a function, or an object.</summary>
internal static class LossJson
{
    private static readonly Loss[] s_all =
    [
        Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.BinaryCrossentropy, Loss.CategoricalCrossentropy, Loss.SparseCategoricalCrossentropy,
    ];

    private static readonly Dictionary<string, string> s_short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mse"] = "MeanSquaredError",
        ["mae"] = "MeanAbsoluteError",
        ["bce"] = "BinaryCrossentropy",
        ["huber_loss"] = "Huber",
    };

    private static readonly Dictionary<LossReduction, string> s_reductions = new()
    {
        [LossReduction.SumOverBatchSize] = "sum_over_batch_size",
        [LossReduction.Sum] = "sum",
        [LossReduction.MeanWithSampleWeight] = "mean_with_sample_weight",
    };

    public static JsonNode Write(Loss loss)
    {
        if (loss.Alias is { } alias && loss with { Alias = null } == Find(alias)) return JsonValue.Create(alias);
        if (Array.IndexOf(s_all, loss) >= 0) return JsonValue.Create(SnakeCase.Of(loss.ClassName));
        var config = new JsonObject { ["name"] = loss.Name, ["reduction"] = s_reductions[loss.Reduction] };
        loss.WriteConfig(config);
        return KerasObjects.Write("keras.losses", loss.ClassName, config);
    }

    public static Loss Read(JsonNode node)
    {
        if (node is JsonArray { Count: 1 } list && list[0] is { } only) return Read(only);
        if (node is JsonValue value && value.TryGetValue(out string? alias)) return Named(alias) with { Alias = alias };
        if (KerasObjects.ClassName(node) == "function" && node["config"] is JsonValue function && function.TryGetValue(out string? name)) return Named(name) with { Alias = name };
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("loss", node.ToJsonString());

        var config = new ConfigReader(KerasObjects.Config(node), className);
        _ = config.Take("dtype");
        var loss = With(Named(className), config);
        config.RefuseUnread();
        return loss;
    }

    /// <summary>The loss of a name, whichever of Keras's spellings it is; null if it is none.</summary>
    public static Loss? Find(string name)
    {
        if (s_short.TryGetValue(name, out var full)) name = full;
        return Array.Find(s_all, loss => loss.ClassName == name || SnakeCase.Of(loss.ClassName) == name);
    }

    /// <summary>A loss with the settings that belong to the number itself; a metric has the same.</summary>
    public static Loss Configured(Loss loss, ConfigReader config)
    {
        if (config.OptionalInteger("axis") is { } axis and not -1) throw Throw.UnsupportedCompile("loss", $"{config.Owner} over axis {axis}");
        return loss switch
        {
            HuberLoss huber => huber with { Delta = config.OptionalNumber("delta") ?? huber.Delta },
            BinaryCrossentropyLoss binary => binary with { FromLogits = config.Flag("from_logits", false), LabelSmoothing = config.OptionalNumber("label_smoothing") ?? 0 },
            CategoricalCrossentropyLoss categorical => categorical with { FromLogits = config.Flag("from_logits", false), LabelSmoothing = config.OptionalNumber("label_smoothing") ?? 0 },
            SparseCategoricalCrossentropyLoss sparse => sparse with { FromLogits = config.Flag("from_logits", false) },
            _ => loss,
        };
    }

    private static Loss Named(string name) => Find(name) ?? throw Throw.UnknownCompileName("loss", name, s_all.Select(loss => SnakeCase.Of(loss.ClassName)));

    private static Loss With(Loss loss, ConfigReader config)
    {
        var reduction = config.OptionalText("reduction") ?? "sum_over_batch_size";
        // Keras's other word for its default.
        if (reduction == "mean") reduction = "sum_over_batch_size";
        if (!s_reductions.ContainsValue(reduction)) throw Throw.UnknownCompileName("reduction", reduction, s_reductions.Values);
        return Configured(loss, config) with { Name = config.OptionalText("name") ?? loss.Name, Reduction = s_reductions.Single(pair => pair.Value == reduction).Key };
    }
}
