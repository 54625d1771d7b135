using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>A training run of <c>golden/training</c>, repeated here and compared.</summary>
internal sealed class GoldenRun(string name)
{
    // With another kernel library, Keras's own history differs by 7e-7 and its weights by 4e-7.
    private const double HistoryTolerance = 5e-5;
    private const double WeightTolerance = 5e-5;

    // A bias before batch normalization has the gradient 0, because the mean is subtracted. The rounding error remains, from which Adam
    // makes steps of full length, and the moving mean follows. In these two weights Keras on JAX differs from Keras on TensorFlow by 3e-3
    // and 1e-3, and by 1e-7 in all others.
    private const double NoiseTolerance = 1e-2;

    private static readonly HashSet<string> s_noise = ["layer_batchnorm: dense_115/bias",
        "layer_batchnorm: batch_normalization/moving_mean"];

    private readonly JsonObject _json = TrainingFixtures.Json($"training/{name}.json");

    public static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(TrainingFixtures.Path("training"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!)
        .Order(StringComparer.Ordinal)];

    /// <summary>Returns the compiled model before training.</summary>
    public Model Model()
    {
        var model = (Model)LayerJson.Read(_json["model"]);
        foreach (var (weight, value) in model.Weights.Zip(Tensors("initial_weights"))) weight.Value = Casting.Cast(value, weight.Type);
        foreach (var layer in model.Layers.OfType<AdaptiveLayer>()) layer.IsRestored = true;
        TakeWords(model);
        model.Compile(CompileJson.Read((JsonObject)_json["compile"]!, model.OutputNames));
        // The run had another delta than Keras's config, which does not store it.
        if (name == "loss_huber") model.Compile(model.Optimizer!, Loss.Huber with { Delta = 0.7 });
        // The config was written after the run, when a callback had changed the learning rate; the history has that of the first epoch.
        if (_json["history"]!["learning_rate"] is JsonArray rates)
            model.Optimizer!.LearningRate = (double)rates[0]! * (name == "callback_lr_scheduler" ? 2 : 1);
        return model;
    }

    /// <summary>Trains with the arguments of the run.</summary>
    public History Fit(Model model)
    {
        var fit = (JsonObject)_json["fit"]!;
        if (Named(model) is { } named) return model.Fit(named.X, named.Y, (int)fit["batch_size"]!, (int)fit["epochs"]!, shuffle: false);
        return model.Fit(Tensor("x"), Tensor("y"),
            batchSize: (int)fit["batch_size"]!,
            epochs: (int)fit["epochs"]!,
            validationSplit: (double?)fit["validation_split"] ?? 0,
            shuffle: false,
            sampleWeight: fit["sample_weight"] is { } weights ? Weights(weights) : null,
            classWeight: fit["class_weight"] is JsonObject classes
                ? classes.ToDictionary(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture),
                pair => (double)pair.Value!) : null,
            callbacks: Callbacks());
    }

    /// <summary>Returns the differences from Keras after training; empty if there are none.</summary>
    public IReadOnlyList<string> Differences(Model model)
    {
        var history = Fit(model);
        var expected = (JsonObject)_json["history"]!;
        List<string> differences = [.. history.Keys.Except(expected.Select(pair => pair.Key)).Select(key => $"history has {key}"),
            .. expected.Select(pair => pair.Key).Except(history.Keys).Select(key => $"history lacks {key}")];
        foreach (var key in history.Keys.Intersect(expected.Select(pair => pair.Key)))
            differences.AddRange(Near.All($"history {key}", history[key], [.. expected[key]!.AsArray().Select(value => (double)value!)],
                HistoryTolerance, 1e-9));
        foreach (var (weight, value) in model.Weights.Zip(Tensors("final_weights")))
        {
            var isNoise = s_noise.Contains($"{name}: {weight.Path}");
            differences.AddRange(Near.Of(weight.Path, weight.Value, value, 0, isNoise ? NoiseTolerance : WeightTolerance));
            // Keras's value is taken, so that evaluation and predictions can still be compared.
            if (isNoise) weight.Value = value;
        }

        var variables = OptimizerVariables.Write(model.Optimizer!, model.TrainableWeights).ToArray();
        var theirs = _json["optimizer_variables"]!.AsArray();
        if (variables.Length != theirs.Count) differences.Add($"{variables.Length} optimizer variables instead of {theirs.Count}");
        foreach (var (variable, node) in variables.Zip(theirs))
            differences.AddRange(Near.Of((string)node!["path"]!, variable, TrainingFixtures.Tensor(node), HistoryTolerance,
                WeightTolerance));

        differences.AddRange(Measured(model));
        return differences;
    }

    /// <summary>Returns the differences from Keras's evaluation and predictions, with the weights at the end of the run.</summary>
    public IReadOnlyList<string> DifferencesAtTheEnd()
    {
        using var model = Model();
        foreach (var (weight, value) in model.Weights.Zip(Tensors("final_weights"))) weight.Value = Casting.Cast(value, weight.Type);
        return Measured(model);
    }

    private List<string> Measured(Model model)
    {
        var differences = new List<string>();
        var named = Named(model);
        var batchSize = (int)_json["fit"]!["batch_size"]!;
        var measured = named is { } data ? model.Evaluate(data.X, data.Y, batchSize) : model.Evaluate(Tensor("x"), Tensor("y"), batchSize);
        foreach (var (key, value) in (JsonObject)_json["evaluate"]!)
            differences.AddRange(Near.Of($"evaluate {key}", measured.TryGetValue(key, out var own) ? own : double.NaN, (double)value!,
                HistoryTolerance, 1e-9));
        var first = Tensor("predict_first_rows");
        differences.AddRange(Near.Of("prediction",
            Rows(named is { } inputs ? model.Predict(inputs.X).Values.Single() : model.Predict(Tensor("x")), (int)first.Shape[0].Size),
            first, 1e-4, 1e-4));
        return differences;
    }

    // The settings have no vocabulary; the saved model of the run does.
    private void TakeWords(Model model)
    {
        if (!model.Layers.Any(layer => layer is TextVectorization or StringLookup or IntegerLookup)) return;
        using var after = Layers.Model.Load(Golden.At($"{(name == "layer_table" ? "tables" : "models")}/{name["layer_".Length..]}.keras"));
        foreach (var layer in model.Layers)
        {
            if (layer is TextVectorization or StringLookup) Take((IndexLookup<string>)layer);
            else if (layer is IntegerLookup integers) Take(integers);
        }

        void Take<T>(IndexLookup<T> layer) where T : notnull
        {
            var own = after.Layers.OfType<IndexLookup<T>>().Single();
            layer.SetVocabulary(own.Vocabulary, own.IdfWeights is { } idf ? [.. idf.Select(weight => (double)weight)] : null);
        }
    }

    // Data by name, if the run has several inputs.
    private (Dictionary<string, TensorData> X, Dictionary<string, TensorData> Y)? Named(Model model) =>
        _json["x"] is JsonObject x && !x.ContainsKey("shape")
        ? (x.ToDictionary(pair => pair.Key, pair => TrainingFixtures.Tensor(pair.Value!)),
            new() { [model.OutputNames.Single()] = Tensor("y") }) : null;

    private TensorData Tensor(string key) => TrainingFixtures.Tensor(_json[key]!);

    private IEnumerable<TensorData> Tensors(string key) => _json[key]!.AsArray().Select(node => TrainingFixtures.Tensor(node!));

    private static TensorData Weights(JsonNode node) =>
        node is JsonArray list ? list.Select(weight => (float)weight!).ToArray() : TrainingFixtures.Tensor(node);

    private static TensorData Rows(TensorData data, int count)
    {
        var rows = TensorData.Zeros(data.Type, data.Shape.With(0, count));
        Casting.Convert(data, 0, rows, 0, rows.Length);
        return rows;
    }

    private IReadOnlyList<Callback> Callbacks() => _json["callbacks"] is not JsonObject { Count: > 0 } callbacks ? []
        : [.. callbacks.Select(pair => Callback(pair.Key, pair.Value!))];

    private static Callback Callback(string name, JsonNode settings) => name switch
    {
        "EarlyStopping" =>
        new EarlyStopping(minDelta: (double)settings["min_delta"]!, patience: (int)settings["patience"]!,
        restoreBestWeights: (bool)settings["restore_best_weights"]!),
        "ReduceLROnPlateau" =>
        new ReduceLROnPlateau(factor: (double)settings["factor"]!, patience: (int)settings["patience"]!,
        minDelta: (double)settings["min_delta"]!),
        "LearningRateScheduler" when (string)settings! == "lr * 0.5 each epoch" => new LearningRateScheduler((_, rate) => rate * 0.5),
        _ => throw new NotSupportedException(name),
    };
}
