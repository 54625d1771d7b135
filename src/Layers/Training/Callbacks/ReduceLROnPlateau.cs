namespace Layers;

/// <summary>A callback that reduces the learning rate when a value no longer improves, and logs it as <c>learning_rate</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/reduce_lr_on_plateau/"/>.</remarks>
public sealed class ReduceLROnPlateau : Callback
{
    private readonly LogMonitor _monitor;
    private readonly double _factor;
    private readonly int _patience;
    private readonly int _cooldown;
    private readonly double _minLearningRate;
    private double? _best;
    private int _wait;
    private int _cooling;

    /// <summary>Creates a callback that watches a value of the logs.</summary>
    /// <param name="monitor">The name of the value; default <c>val_loss</c>.</param>
    /// <param name="factor">The factor that a reduction multiplies the learning rate by, above 0 and below 1; default 0.1.</param>
    /// <param name="patience">The number of epochs without an improvement after which the rate is reduced, 0 or more; default 10.</param>
    /// <param name="mode">Whether a smaller or a larger value is better; by default, the metric of that name decides.</param>
    /// <param name="minDelta">The smallest change that counts as an improvement, 0 or more; default 0.0001.</param>
    /// <param name="cooldown">The number of epochs after a reduction that do not count towards the patience, 0 or more; default 0.</param>
    /// <param name="minLearningRate">The lower limit of the learning rate, 0 or more; default 0.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, MonitorMode mode = MonitorMode.Auto,
        double minDelta = 0.0001, int cooldown = 0, double minLearningRate = 0)
    {
        if (!(factor > 0 && factor < 1)) throw Throw.BadTrainingArgument(nameof(factor), "above 0 and below 1", factor);
        if (patience < 0) throw Throw.BadTrainingArgument(nameof(patience), "0 or more", patience);
        if (cooldown < 0) throw Throw.BadTrainingArgument(nameof(cooldown), "0 or more", cooldown);
        if (!(minLearningRate >= 0)) throw Throw.BadTrainingArgument(nameof(minLearningRate), "0 or more", minLearningRate);
        _monitor = new LogMonitor(nameof(ReduceLROnPlateau), monitor, mode, minDelta);
        (_factor, _patience, _cooldown, _minLearningRate) = (factor, patience, cooldown, minLearningRate);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => ["learning_rate"];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The logs have no value of that name, for example <c>val_loss</c> without validation
    /// data.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_best, _wait, _cooling) = (null, 0, 0);
        _monitor.Start(run);
    }

    /// <inheritdoc/>
    public override void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("best", _best);
        state.Add("wait", _wait);
        state.Add("cooling", _cooling);
    }

    /// <inheritdoc/>
    public override void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_best, _wait, _cooling) = (state.Number("best"), state.Count("wait"), state.Count("cooling"));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = run.LearningRate;
        var current = _monitor.Read(logs);
        if (_cooling > 0)
        {
            _cooling--;
            _wait = 0;
        }
        if (_monitor.IsBetter(current, _best))
        {
            (_best, _wait) = (current, 0);
            return;
        }
        if (_cooling > 0 || ++_wait < _patience || !(run.LearningRate > (float)_minLearningRate)) return;
        var rate = Math.Max(run.LearningRate * _factor, _minLearningRate);
        run.LearningRate = rate;
        Messages?.Report($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {PythonText.Of(rate)}.");
        (_cooling, _wait) = (_cooldown, 0);
    }
}
