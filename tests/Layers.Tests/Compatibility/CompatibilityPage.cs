using System.Text;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The text of <c>docs/keras-compatibility.md</c>, from the registries of the code.</summary>
internal static class CompatibilityPage
{
    private const int LineLength = 140;

    // Every layer has these settings; the page lists them once.
    private static readonly HashSet<string> s_common = ["name", "trainable", "dtype"];

    // The required settings of layers for which there is no case of Keras.
    private static readonly JsonObject s_settings = (JsonObject)JsonNode.Parse("""
        {
          "rate": 0.5, "stddev": 0.1, "scale": 1.0, "units": 1, "filters": 1, "kernel_size": [2], "dims": [1], "axes": 1, "n": 2,
          "target_shape": [-1], "activation": "relu", "input_dim": 2, "output_dim": 2, "output_size": [2], "pool_size": [2], "head_dim": 2,
          "num_query_heads": 2, "num_key_value_heads": 1, "num_heads": 2, "key_dim": 2, "num_bins": 2,
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

    // Layers that files store as their own class, with the reason why Keras has no equivalent.
    private static readonly (string Name, Layer Layer, string Why)[] s_ownClasses =
    [
        (nameof(DateParts), new DateParts(DatePart.Year), "Keras has no dates, and not every backend has 64-bit arithmetic."),
        (nameof(TextImputation), new TextImputation(), NoTexts),
        (nameof(TextMissingIndicator), new TextMissingIndicator(), NoTexts),
    ];

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("""
            # Keras compatibility

            A test writes this page from the registries of the code, and another test fails if the page is stale. The page is about Keras 3.3 to
            3.15.

            Layers supports every option that is listed here, writes it to the file, and reads it from the file. If a file has anything of Keras
            that is not on this page, `Model.Load` refuses the file and names it. The same holds for an option value that Layers does not
            support, such as `ragged: true`. A `sparse` encoding keeps the option in files; in Layers its output is a dense tensor of the same
            numbers. Every layer takes `name`, `trainable`, `activity_regularizer`, and `dtype` as a type or a policy (`mixed_float16`,
            `mixed_bfloat16`).

            ## Layers

            The column "trains" names the weights that training updates. Gradients flow through every layer.

            | layer | options | trains | differences, and why |
            |---|---|---|---|

            """);
        foreach (var name in LayerRegistry.KerasNames) page.Append(Row(name)).Append('\n');
        page.Append("""

            ## Layers that this library has and Keras does not

            Files store these layers as stock layers, or as a nested model of Keras's operations, that compute the same numbers. Keras opens and
            runs them without custom code; Keras 3.3 cannot open a model of operations inside `TimeDistributed`. Layers restores them as their
            own class with every digit, from the entry `layers.json` of the archive. If Keras saves the file again, that entry is lost and they
            stay stock layers. A `Sequential` that contains operations, at any depth, is a `Functional` model in the file, and Layers restores
            it as a `Sequential`.

            Text categories are written as Keras's `StringLookup`, so Keras needs TensorFlow to open the file. Several text columns are split
            by `Take`, which Keras supports for texts on TensorFlow only. Integers are compared with the categories by operations that every
            backend has; integers beyond 32 bits are written as `IntegerLookup`, which needs TensorFlow too. Keras encodes an unknown category
            without a check, unlike Layers. `TargetEncoding` is written as it predicts: if Keras trains the model further, each row sees its
            own label.

            | layer | options | written as |
            |---|---|---|

            """);
        foreach (var entry in LayerRegistry.Own) page.Append(OwnRow(entry)).Append('\n');
        page.Append("""

            Keras has no layers or operations for the computations of these layers. Files store them as their own class of the package
            `Layers`. Layers restores them, and Keras requires that class to be registered.

            | layer | options | why |
            |---|---|---|

            """);
        Assert.That(s_ownClasses.Select(row => row.Name), Is.EqualTo(LayerRegistry.OwnClasses.Select(entry => entry.ClassName)),
            "Each class that files store as itself has a row, with the reason.");
        foreach (var (name, layer, why) in s_ownClasses)
        {
            var options = LayerRegistry.Find(layer).Write(layer).Select(pair => pair.Key).Where(key => !s_common.Contains(key));
            page.Append($"| `{name}` | {string.Join(", ", options.Select(key => $"`{key}`"))} | {why} |\n");
        }
        page.Append("""

            ## FeatureSpace

            A space is saved as `keras.utils.FeatureSpace` if it is saved alone, each of its features is one column and one of Keras's layers,
            and its crosses are of two features. Layers opens such files. Any other space, and each space inside a model, is a `Functional`
            model of its layers in the file; `layers.json` restores the space. A cross of numbers that are not integers is refused, because
            Keras truncates their fractions. Integer features that are made in Layers take int64; those of Keras take int32.

            ## Layers that several models share

            A layer may be part of a model and of models inside it. The file stores the layer with its weights in each place, and `layers.json`
            records that it is one layer. Layers restores it as one layer. Keras opens the file with a separate layer in each place: the
            predictions are the same, but further training changes the copies separately. Keras cannot open the file that Keras itself saves of
            such a model. Layers opens it, with the layer shared; if two layers have the name and the settings of the shared layer, `Model.Load`
            refuses the file and names them.

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

    private static void Section(StringBuilder page, string title, IEnumerable<string> names)
    {
        page.Append($"\n## {title}\n\n");
        var line = 0;
        string[] items = [.. names.Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`")];
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i] + (i < items.Length - 1 ? "," : ".\n");
            var isNewLine = line > 0 && line + 1 + item.Length > LineLength;
            if (line > 0) page.Append(isNewLine ? '\n' : ' ');
            page.Append(item);
            line = isNewLine || line == 0 ? item.Length : line + 1 + item.Length;
        }
    }
}
