using System.Text.RegularExpressions;

namespace Layers;

/// <summary>A callback that saves the model during training: after each epoch, after a number of steps, or only when a monitored value
/// improves.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/model_checkpoint/"/>.</remarks>
/// <example><code>callbacks: [new ModelCheckpoint("model.{epoch:02d}-{val_loss:.2f}.keras", saveBestOnly: true)]</code></example>
public sealed partial class ModelCheckpoint : Callback
{
    private readonly string _path;
    private readonly LogMonitor _monitor;
    private readonly bool _saveBestOnly;
    private readonly bool _saveWeightsOnly;
    private readonly StepCounter? _steps;
    private double? _best;
    private int _epoch;

    /// <summary>Creates a callback that saves to a path.</summary>
    /// <param name="path">The file, which ends in <c>.keras</c>, or in <c>.weights.h5</c> for weights alone. <c>{epoch}</c> (from 1),
    /// <c>{batch}</c> (from 1, if <paramref name="saveEverySteps"/> is set) and the name of each value of the logs are replaced by their
    /// values, in Python's formats if given: <c>{epoch:02d}</c>, <c>{val_loss:.2f}</c>.</param>
    /// <param name="monitor">The name of the value of the logs that decides which model is best; default <c>val_loss</c>.</param>
    /// <param name="saveBestOnly">Whether a model is saved only if it is better than all models before; default false.</param>
    /// <param name="saveWeightsOnly">Whether only weights and optimizer are saved, without the model; default false.</param>
    /// <param name="mode">Whether a smaller or a larger value is better; by default, the metric of that name decides.</param>
    /// <param name="saveEverySteps">The number of steps between two saves, 1 or more; <see langword="null"/>, the default, saves after each
    /// epoch.</param>
    /// <param name="initialValueThreshold">The value that the first saved model must improve on; <see langword="null"/>, the default, for
    /// none.</param>
    /// <exception cref="ArgumentException">The path has another ending, or a field with an invalid format; or an argument is out of
    /// range.</exception>
    public ModelCheckpoint(string path, string monitor = "val_loss", bool saveBestOnly = false, bool saveWeightsOnly = false,
        MonitorMode mode = MonitorMode.Auto, int? saveEverySteps = null, double? initialValueThreshold = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var ending = saveWeightsOnly ? ".weights.h5" : ".keras";
        if (!path.EndsWith(ending, StringComparison.Ordinal))
            throw Throw.BadCheckpointPath(path, saveWeightsOnly ? $"{ending}, Keras's name for weights alone" : ending);
        foreach (Match field in Field().Matches(path))
            if (Written(field, 0) is null) throw Throw.BadPathFormat(path, field.Value);
        (_path, _saveBestOnly, _saveWeightsOnly, _best) = (path, saveBestOnly, saveWeightsOnly, initialValueThreshold);
        _monitor = new LogMonitor(nameof(ModelCheckpoint), monitor, mode);
        _steps = saveEverySteps is { } steps ? new StepCounter(nameof(saveEverySteps), steps) : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    private string Owner => $"The path '{_path}' of {nameof(ModelCheckpoint)}";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The logs have no value with the monitored name or with a name in the path, for example
    /// <c>val_loss</c> without validation data or within an epoch.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var isWithin = _steps is not null;
        if (_saveBestOnly) _monitor.Start(run, isWithin);
        string[] own = isWithin ? ["epoch", "batch"] : ["epoch"];
        foreach (Match field in Field().Matches(_path)) run.RequireLog(Owner, field.Groups[1].Value, isWithin, own);
    }

    /// <inheritdoc/>
    public override void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("best", _best);
        state.Add("steps", _steps?.Seen);
    }

    /// <inheritdoc/>
    public override void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best = state.Number("best");
        if (_steps is not null) _steps.Seen = state.Count("steps");
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingRun run, int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingRun run, int step)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_steps?.IsTime(step) == true) Save(run, run.Logs, step);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(logs);
        if (_steps is null) Save(run, logs, null);
    }

    private void Save(TrainingRun run, IEnumerable<KeyValuePair<string, double>> logs, int? step)
    {
        var fields = new Dictionary<string, double>(logs) { ["epoch"] = _epoch + 1 };
        if (step is { } number) fields["batch"] = number + 1;
        var path = Filled(fields);
        if (!IsToBeSaved(logs, path)) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        run.UpdateModel();
        var model = (Model)run.Model;
        if (_saveWeightsOnly) model.WriteWeights(path);
        else model.Written(path, new SaveOptions());
        Messages?.Report($"\nEpoch {_epoch + 1}: finished saving model to {path}");
    }

    private bool IsToBeSaved(IEnumerable<KeyValuePair<string, double>> logs, string path)
    {
        if (!_saveBestOnly)
        {
            Messages?.Report($"\nEpoch {_epoch + 1}: saving model to {path}");
            return true;
        }
        var current = _monitor.Read(logs);
        var best = _best is { } known ? PythonText.Formatted(known, ".5f") : "None";
        if (!_monitor.IsBetter(current, _best))
        {
            Messages?.Report($"\nEpoch {_epoch + 1}: {_monitor.Name} did not improve from {best}");
            return false;
        }
        Messages?.Report($"\nEpoch {_epoch + 1}: {_monitor.Name} improved from {best} to {PythonText.Formatted(current, ".5f")}, saving " +
            $"model to {path}");
        _best = current;
        return true;
    }

    private string Filled(Dictionary<string, double> fields) => Field().Replace(_path, field =>
        fields.TryGetValue(field.Groups[1].Value, out var value) ? Written(field, value)!
            : throw Throw.UnknownMetric(Owner, field.Groups[1].Value, fields.Keys));

    // Null if the format is invalid.
    private static string? Written(Match field, double value)
    {
        var (name, format) = (field.Groups[1].Value, field.Groups[2].Value);
        // The epoch and the batch are written as integers unless a format is given.
        return PythonText.Formatted(value, name is "epoch" or "batch" && format.Length == 0 ? "d" : format);
    }

    [GeneratedRegex(@"\{([^{}:]+)(?::([^{}]*))?\}")]
    private static partial Regex Field();
}
