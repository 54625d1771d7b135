namespace Layers;

/// <summary>Makes the learning rate smaller when a number no longer gets better, and logs it as <c>learning_rate</c>.</summary>
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

    /// <summary>Watches a number of the logs.</summary>
    /// <param name="monitor">Its name; default <c>val_loss</c>.</param>
    /// <param name="factor">By what the learning rate is multiplied, above 0 and below 1; default 0.1.</param>
    /// <param name="patience">How many epochs may pass without getting better, 0 or more; default 10.</param>
    /// <param name="mode">Whether smaller or larger is better; by default the metric of that name says so.</param>
    /// <param name="minDelta">How much better counts as better, 0 or more; default 0.0001.</param>
    /// <param name="cooldown">How many epochs after a change do not count, 0 or more; default 0.</param>
    /// <param name="minLearningRate">Below what it is not made smaller, 0 or more; default 0.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, MonitorMode mode = MonitorMode.Auto, double minDelta = 0.0001, int cooldown = 0, double minLearningRate = 0)
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
    /// <exception cref="InvalidOperationException">There is no number of that name, as <c>val_loss</c> without validation data.</exception>
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
