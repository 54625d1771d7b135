using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the compile settings of a model to Keras's <c>compile_config</c> and back.</summary>
internal static class CompileJson
{
    public static JsonObject Write(Objective objective) => new()
    {
        ["optimizer"] = OptimizerJson.Write(objective.Optimizer),
        ["loss"] = OfOutputs(objective.Outputs, output => output.Loss is null ? null : LossJson.Write(output.Loss)),
        ["loss_weights"] = LossWeights(objective.Outputs),
        ["metrics"] = OfOutputs(objective.Outputs, output => Metrics(output.Metrics)),
        ["weighted_metrics"] = OfOutputs(objective.Outputs, output => Metrics(output.WeightedMetrics)),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        // This is Keras's default: Keras compiles the steps unless a layer cannot be compiled, such as a lookup of texts. With false, Keras
        // on JAX runs each operation of a step alone.
        ["jit_compile"] = "auto",
    };

    /// <summary>Reads the objective of a model.</summary>
    /// <param name="config">The <c>compile_config</c>.</param>
    /// <param name="outputs">The names of the outputs of the model.</param>
    public static Objective Read(JsonObject config, IReadOnlyList<string> outputs)
    {
        if (config["loss"] is not { } loss) throw Throw.UnsupportedCompile("loss", "no loss");
        var losses = ByOutput(loss, outputs, "loss");
        var weights = config["loss_weights"] is { } some ? ByOutput(some, outputs, "loss_weights") : [];
        var (metrics, weighted) = (MetricsByOutput(config, "metrics", outputs), MetricsByOutput(config, "weighted_metrics", outputs));
        // If Keras loads a model from .h5 and saves it again, the optimizer is missing. Keras then uses its default.
        var optimizer = config.ContainsKey("optimizer") ? OptimizerJson.Read(config["optimizer"]) : new RmsProp();
        return new Objective(optimizer, [.. outputs.Select((name, i) => new OutputObjective(
            name,
            losses[i] is { } one ? LossJson.Read(one) : null,
            weights.Length == 0 ? null : (double?)weights[i],
            metrics[i],
            weighted[i]))]);
    }

    // The value of a single output is written directly, the values of several outputs under their names; null if all are null.
    private static JsonNode? OfOutputs(IReadOnlyList<OutputObjective> outputs, Func<OutputObjective, JsonNode?> write)
    {
        if (outputs is [var only]) return write(only);
        var all = new JsonObject(outputs.Select(output => KeyValuePair.Create(output.Name, write(output))));
        return all.All(pair => pair.Value is null) ? null : all;
    }

    private static JsonNode? LossWeights(IReadOnlyList<OutputObjective> outputs) =>
        outputs.All(output => output.LossWeight is null) ? null : OfOutputs(outputs, output => JsonValue.Create(output.LossWeight ?? 1));

    private static JsonArray? Metrics(IReadOnlyList<Metric> metrics) =>
        metrics.Count == 0 ? null : new([.. metrics.Select(MetricJson.Write)]);

    // A dictionary without a class name has a value for each output, by name. A list has one entry for each output.
    private static JsonNode?[] ByOutput(JsonNode node, IReadOnlyList<string> outputs, string what)
    {
        switch (node)
        {
            case JsonObject byName when !byName.ContainsKey("class_name"):
                if (byName.FirstOrDefault(pair => !outputs.Contains(pair.Key)).Key is { } unknown)
                    throw Throw.UnsupportedCompile(what, $"the output '{unknown}', which is not among the model's outputs " +
                        $"{string.Join(", ", outputs)},");
                return [.. outputs.Select(name => byName[name])];
            case JsonArray list when list.Count == outputs.Count:
                return [.. list];
            case JsonArray list:
                throw Throw.UnsupportedCompile(what, $"{Nouns.Of(list.Count, "entry")} for {Nouns.Of(outputs.Count, "output")}");
            default:
                return [.. outputs.Select(_ => node)];
        }
    }

    private static IReadOnlyList<Metric>[] MetricsByOutput(JsonObject config, string key, IReadOnlyList<string> outputs) =>
        config[key] switch
        {
            null or JsonArray { Count: 0 } => [.. outputs.Select(_ => Array.Empty<Metric>())],
            // With one output, there is one list, or a list with one list.
            JsonArray list when outputs.Count == 1 => [ReadMetrics(list)],
            var node => [.. ByOutput(node, outputs, key).Select(ReadMetrics)],
        };

    private static IReadOnlyList<Metric> ReadMetrics(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list =>
            [.. list.SelectMany(item => item is JsonArray inner ? inner.ToArray() : [item]).Where(item => item is not null)
            .Select(item => MetricJson.Read(item!))],
        var one => [MetricJson.Read(one)],
    };
}
