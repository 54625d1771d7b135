using System.Text;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The text of <c>docs/keras-compatibility.md</c>, from the registries of the code.</summary>
internal static class CompatibilityPage
{
    // Every layer has these settings; the page lists them once.
    private static readonly HashSet<string> s_common = ["name", "trainable", "dtype"];

    // The required settings of layers for which there is no case of Keras.
    private static readonly JsonObject s_settings = (JsonObject)JsonNode.Parse("""
        {
          "rate": 0.5, "stddev": 0.1, "scale": 1.0, "units": 1, "filters": 1, "kernel_size": [2], "dims": [1], "axes": 1, "n": 2, "target_shape": [-1],
          "activation": "relu", "input_dim": 2, "output_dim": 2, "output_size": [2], "pool_size": [2], "head_dim": 2, "num_query_heads": 2, "num_key_value_heads": 1, "num_heads": 2, "key_dim": 2, "num_bins": 2,
          "layer": { "module": "keras.layers", "class_name": "SimpleRNN", "config": { "units": 1 } },
          "cell": { "module": "keras.layers", "class_name": "SimpleRNNCell", "config": { "units": 1 } },
          "cells": [{ "module": "keras.layers", "class_name": "SimpleRNNCell", "config": { "units": 1 } }]
        }
        """)!;

    // Settings whose default is null.
    private static readonly HashSet<string> s_optional = ["min_frequency", "max_categories", "smooth"];

    // Settings that files contain only if they differ from the default.
    private static readonly Dictionary<string, (string Key, string Json)> s_written = new()
    {
        ["MultiHeadAttention"] = ("seed", "1"),
        ["GroupQueryAttention"] = ("seed", "1"),
        ["InputLayer"] = ("optional", "true"),
        ["ZeroPadding1D"] = ("data_format", "\"channels_first\""),
    };

    private const string NoTexts = "Keras has no operations on texts.";

    // Layers that files store as their own class, and why Keras has no equivalent.
    private static readonly (string Name, Layer Layer, string Why)[] s_ownClasses =
    [
        (nameof(DateParts), new DateParts(DatePart.Year), "Keras reads no dates, and has no arithmetic of 64 bits on every backend."),
        (nameof(TextImputation), new TextImputation(), NoTexts),
        (nameof(TextMissingIndicator), new TextMissingIndicator(), NoTexts),
    ];

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("""
            # Keras compatibility

            This page is written by a test from the code's own registries; another test fails when it is stale. It is about Keras 3.3 to 3.15.

            Every option that is listed is honoured, written to the file, and read from it. What Keras has and this page does not is refused by name
            when a file holds it, and so is a value that this library does not have, such as `ragged: true`. Encodings that are `sparse` stay so in files, and are dense tensors of the
            same numbers here. Every layer takes `name`, `trainable`, `activity_regularizer`, and `dtype` as a type or a policy (`mixed_float16`, `mixed_bfloat16`).

            ## Layers

            "Trains" names the weights that training moves; gradients flow through every layer.

            | layer | options | trains | differences, and why |
            |---|---|---|---|

            """);
        foreach (var name in LayerRegistry.KerasNames) page.Append(Row(name)).Append('\n');
        page.Append("""

            ## Layers that this library has and Keras does not

            Files hold them as stock layers, or as a model within the model of Keras's operations, that compute the same, so Keras opens and runs them with no code
            of ours; Keras 3.3 opens no model of operations within `TimeDistributed`. Here they come back as their own class with every digit, from the archive's entry `layers.json`. Once Keras has saved a file again the entry is gone,
            and they stay the stock layers. A `Sequential` with operations in it, at any depth, is a `Functional` model in the file, and a `Sequential` again here.

            Categories that are texts go through Keras's `StringLookup`, so Keras needs TensorFlow to open the file; several columns of them are taken apart by `Take`, which Keras can do
            to texts on TensorFlow alone. Integers are compared with the categories by operations that every backend has; those beyond 32 bits go through `IntegerLookup`, which
            needs TensorFlow too. Other than here, Keras gives an unknown category its place without a check. `TargetEncoding` is there as it predicts: trained further in Keras, rows see their own labels.

            | layer | options | written as |
            |---|---|---|

            """);
        foreach (var entry in LayerRegistry.Own) page.Append(OwnRow(entry)).Append('\n');
        page.Append("""

            Others compute what Keras has no layers or operations for. Files hold them as their own class, of the package `Layers`: they come back here, and Keras asks for that class.

            | layer | options | why |
            |---|---|---|

            """);
        Assert.That(s_ownClasses.Select(row => row.Name), Is.EqualTo(LayerRegistry.OwnClasses.Select(entry => entry.ClassName)),
            "Each class that files store as itself has a row, with the reason.");
        foreach (var (name, layer, why) in s_ownClasses)
            page.Append($"| `{name}` | {string.Join(", ", LayerRegistry.Find(layer).Write(layer).Select(pair => pair.Key).Where(key => !s_common.Contains(key)).Select(key => $"`{key}`"))} | {why} |\n");
        page.Append("""

            ## FeatureSpace

            A space whose features are a column and one of Keras's layers each, with crosses of two, is saved alone as `keras.utils.FeatureSpace`, and such a file opens here. Any other space,
            and each within a model, is a `Functional` model of its layers in the file; `layers.json` brings the space back. A cross of numbers that are no integers, whose fractions Keras cuts off, is
            refused. Features of integers that are made here take int64, where Keras's take int32.

            ## Layers that several models share

            A layer may stand in a model and in models within it. A file holds it in each place with its weights, and `layers.json` says that it is one: loaded here it is one layer
            again. Keras opens the file with a layer of its own in each place: the same predictions; trained further, the copies go apart. Keras itself cannot open what it
            saves of such a model. Here its file opens, with the layer shared; where two layers have the name and the settings of the shared one, the file is refused by name.

            """);
        page.Append(OlderFiles.Text());
        Section(page, "Optimizers", OptimizerJson.Classes);
        Section(page, "Learning-rate schedules", ScheduleJson.Classes);
        Section(page, "Losses", LossJson.Classes);
        Section(page, "Metrics", MetricJson.Classes);
        Section(page, "Activations", Activations.Names.Where(name => !name.Contains('>', StringComparison.Ordinal)));
        Section(page, "Initializers", Initializers.Classes);
        Section(page, "Regularizers", Regularizers.Classes);
        Section(page, "Constraints", WeightConstraints.Classes);
        Section(page, "Layers that Keras has and this library does not", KerasNames.Layers.Except(LayerRegistry.KerasNames));
        Section(page, "Optimizers, losses and metrics that Keras has and this library does not",
            KerasNames.Optimizers.Except(OptimizerJson.Classes).Concat(KerasNames.Losses.Except(LossJson.Classes))
                .Concat(KerasNames.Metrics.Except(MetricJson.Classes)));
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(string name)
    {
        var cases = LayerCase.All.Where(one => one.Layer == name && one.Refused == Moment.Never
            && !LayerDifferences.All.ContainsKey(one.Name)).ToList();
        Layer[] layers = cases.Count > 0
            ? [.. cases.Select(one => LayerRun.FromConfig(name, one.Config))] : [.. Attentions(name), Made(name)];
        if (s_written.TryGetValue(name, out var written)) layers = [.. layers, Made(name, written.Key, written.Json)];
        var options = layers.SelectMany(layer => LayerRegistry.Find(layer).Write(layer)).Select(pair => pair.Key).Distinct()
            .Where(key => !s_common.Contains(key)).Select(key => $"`{key}`");
        var trained = cases.Select(LayerRun.Loading).Select(run => run.Layer).OfType<Layer>().SelectMany(built => built.Weights)
            .Where(weight => weight.IsTrainable).Select(weight => $"`{weight.Name}`").Distinct();
        var differences = LayerDifferences.All.Where(pair => pair.Key.StartsWith(name + ".", StringComparison.Ordinal))
            .Select(pair => pair.Value.Reason).Distinct();
        return $"| `{name}` | {string.Join(", ", options)} | {string.Join(", ", trained)} | {string.Join(" ", differences)} |";
    }

    // Options that files contain only if they are used.
    private static IEnumerable<Layer> Attentions(string name) =>
        AttentionCase.All.Where(one => one.Name.StartsWith(name + ".", StringComparison.Ordinal))
        .Select(one => LayerRun.FromConfig(name, one.Config));

    private static string OwnRow(LayerRegistry.Entry entry)
    {
        // Learned values are null before the layer has learned.
        var options = entry.Write(Read([])).Where(pair => pair.Value is not null || s_optional.Contains(pair.Key)).Select(pair => pair.Key)
            .ToList();
        var forms = new List<string> { Form(Read([])) };
        if (options.Contains("clip")) forms.Add($"clipped: {Form(Read(new JsonObject { ["clip"] = true }))}");
        if (options.Contains("output_distribution"))
            forms.Add($"to a normal distribution: {Form(Read(new JsonObject { ["output_distribution"] = "normal" }))}");
        if (options.Contains("invert") && Form(Read(new JsonObject { ["invert"] = true })) is var inverted && inverted != forms[0])
            forms.Add($"inverted: {inverted}");
        if (Read([]) is INamesOutputs and not (MissingIndicator or PolynomialFeatures or ColumnSelection))
            forms = [$"integers: {forms[0]}", $"texts: {Form(Read([]), new[,] { { "a", "b" }, { "c", "d" } }!)}"];
        return $"| `{entry.ClassName}` | {string.Join(", ", options.Select(key => $"`{key}`"))} | {string.Join("; ", forms)} |";

        Layer Read(JsonObject config)
        {
            if (entry.ClassName == "Clipping") (config["minimum"], config["maximum"]) = (-1.0, 1.0);
            if (entry.ClassName == "ColumnSelection") config["columns"] = new JsonArray(1L, 0L);
            if (entry.ClassName == "Cyclic") config["period"] = 24.0;
            return entry.Read(new ConfigReader(config, entry.ClassName));
        }
    }

    private static string Form(Layer layer, TensorData? data = null)
    {
        data ??= new double[,] { { 1, 2 }, { 4, layer is MissingIndicator ? double.NaN : 8 } };
        if (layer is AdaptiveLayer { IsAdapted: false } adaptive)
            adaptive.Adapt(data, labels: adaptive.NeedsLabels ? new double[] { 1, 2 } : null);
        layer.BuildFor(["batch", 2]);
        var stock = StockForms.Of(layer);
        if (stock is Functional functional)
        {
            var layers = functional.Graph.Layers.Where(one => one is not (Input or StockOperation)).Select(one => $"`{one.GetType().Name}`")
                .Distinct().Order(StringComparer.Ordinal);
            var operations = functional.Graph.Layers.OfType<StockOperation>().Select(one => $"`{one.Operation}`").Distinct()
                .Order(StringComparer.Ordinal);
            return string.Join(", ", [.. layers, $"operations {string.Join(", ", operations)}"]);
        }
        return string.Join(", ", (stock is Sequential model ? model.Layers : [stock]).Select(one => $"`{one.GetType().Name}`"));
    }

    // Creates the layer with its required settings only.
    private static Layer Made(string name, string? key = null, string? json = null)
    {
        var config = name == "InputLayer" ? (JsonObject)JsonNode.Parse("""{ "batch_shape": [null, 2] }""")! : [];
        if (key is not null) config[key] = JsonNode.Parse(json!);
        while (true)
        {
            try
            {
                return LayerRun.FromConfig(name, config);
            }
            catch (InvalidDataException e)
            {
                var (lacking, setting) = s_settings.FirstOrDefault(pair => !config.ContainsKey(pair.Key)
                    && e.Message.Contains($"lacks the setting '{pair.Key}'", StringComparison.Ordinal));
                if (lacking is null) throw new InvalidOperationException($"{name} cannot be made for the page: {e.Message}", e);
                config[lacking] = setting!.DeepClone();
            }
        }
    }

    private static void Section(StringBuilder page, string title, IEnumerable<string> names) =>
        page.Append($"\n## {title}\n\n{string.Join(", ", names.Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}.\n");
}
