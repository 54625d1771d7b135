using System.Globalization;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>One training run of <c>golden/training</c>, done again from the same weights on the same rows in the same order.</summary>
internal sealed class TrainingCase(string name, JsonObject json)
{
    private readonly JsonObject _fit = (JsonObject)json["fit"]!;

    public string Name { get; } = name;

    public JsonObject Json { get; } = json;

    public TensorData X { get; } = Golden.Tensor(json["x"]);

    public TensorData Y { get; } = Golden.Tensor(json["y"]);

    /// <summary>What the file itself does not say right, and why.</summary>
    public string? Note => Name switch
    {
        "loss_huber" => "Keras's Huber.get_config does not write delta. The run was made with 0.7, and with 0.7 it is the same; with the 1.0 that the config implies it is not.",
        "callback_lr_scheduler" => "The config was written after the run and has the learning rate that four halvings left of 0.1.",
        _ => null,
    };

    public static IEnumerable<TrainingCase> All { get; } =
        [.. Golden.Files("training", "*.json").Select(file => new TrainingCase(Path.GetFileNameWithoutExtension(file), Golden.Json(file)))];

    /// <summary>The model with the weights that training started from, compiled.</summary>
    public Model Start(bool asWritten = false)
    {
        var model = (Model)LayerJson.Read(Json["model"]);
        foreach (var (weight, value) in model.Weights.Zip(Json["initial_weights"]!.AsArray())) weight.Value = Casting.Cast(Golden.Tensor(value), weight.Type);
        foreach (var layer in model.Layers.OfType<AdaptiveLayer>()) layer.IsRestored = true;
        var objective = CompileJson.Read((JsonObject)Json["compile"]!);
        if (Name == "loss_huber" && !asWritten) objective = objective with { Loss = Loss.Huber with { Delta = 0.7 } };
        if (Name == "callback_lr_scheduler" && !asWritten) objective.Optimizer.LearningRate = 0.1;
        model.Compile(objective);
        return model;
    }

    public int BatchSize => (int)_fit["batch_size"]!;

    public History Fit(Model model) => model.Fit(X, Y, BatchSize, (int)_fit["epochs"]!, (double?)_fit["validation_split"] ?? 0,
        shuffle: (bool)_fit["shuffle"]!, sampleWeight: SampleWeight(), callbacks: [.. Callbacks()]);

    public override string ToString() => Name;

    // Keras turns weights of classes into weights of samples, and so does this; Fit itself takes no weights of classes.
    private TensorData? SampleWeight()
    {
        if (_fit["sample_weight"] is { } weights) return Golden.Tensor(weights);
        if (_fit["class_weight"] is not JsonObject classes) return null;
        return TensorData.Of(Array.ConvertAll(Mismatch.Doubles(Y), label => (float)classes[label.ToString(CultureInfo.InvariantCulture)]!), [Y.Shape[0]]);
    }

    private IEnumerable<Callback> Callbacks()
    {
        if (Json["callbacks"]?["EarlyStopping"] is { } stopping)
            yield return new EarlyStopping(minDelta: (double)stopping["min_delta"]!, patience: (int)stopping["patience"]!, restoreBestWeights: (bool)stopping["restore_best_weights"]!);
        if (Json["callbacks"]?["LearningRateScheduler"] is { } schedule)
            yield return (string)schedule! == "lr * 0.5 each epoch" ? new Halving() : throw new NotSupportedException($"Unknown schedule {schedule}");
    }

    /// <summary>Keras's LearningRateScheduler with that schedule, as a user would write it.</summary>
    private sealed class Halving : Callback
    {
        public override void OnEpochBegin(Layers.TrainingRun run, int epoch) => run.LearningRate *= 0.5;

        public override void OnEpochEnd(Layers.TrainingRun run, int epoch, IDictionary<string, double> logs) => logs["learning_rate"] = run.LearningRate;
    }
}
