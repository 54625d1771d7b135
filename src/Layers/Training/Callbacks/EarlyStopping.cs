namespace Layers;

/// <summary>A callback that stops training when a value no longer improves.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/early_stopping/"/>.</remarks>
public sealed class EarlyStopping : Callback
{
    private readonly LogMonitor _monitor;
    private readonly int _patience;
    private readonly double? _baseline;
    private readonly bool _restoreBestWeights;
    private readonly int _startFromEpoch;
    private double? _best;
    private int _wait;
    private IReadOnlyList<TensorData>? _bestWeights;

    /// <summary>Creates a callback that watches a value of the logs.</summary>
    /// <param name="monitor">The name of the value; default <c>val_loss</c>.</param>
    /// <param name="minDelta">The smallest change that counts as an improvement, 0 or more; default 0.</param>
    /// <param name="patience">The number of epochs without an improvement after which training stops, 0 or more; default 0.</param>
    /// <param name="mode">Whether a smaller or a larger value is better; by default, the metric of that name decides.</param>
    /// <param name="baseline">The value that must be improved on to restart the patience; <see langword="null"/> for none.</param>
    /// <param name="restoreBestWeights">Whether training ends with the weights of the best epoch; default false, for the weights of the
    /// last epoch.</param>
    /// <param name="startFromEpoch">The first epoch that the callback watches, from 0; default 0.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public EarlyStopping(string monitor = "val_loss", double minDelta = 0, int patience = 0, MonitorMode mode = MonitorMode.Auto,
        double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0)
    {
        if (patience < 0) throw Throw.BadTrainingArgument(nameof(patience), "0 or more", patience);
        _monitor = new LogMonitor(nameof(EarlyStopping), monitor, mode, minDelta);
        _patience = patience;
        _baseline = baseline;
        _restoreBestWeights = restoreBestWeights;
        _startFromEpoch = startFromEpoch;
    }

    /// <summary>The epoch with the best value so far, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch after which the callback stopped training, from 0; <see langword="null"/> if it did not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The logs have no value of that name, for example <c>val_loss</c> without validation
    /// data.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_wait, _best, _bestWeights, StoppedEpoch, BestEpoch) = (0, null, null, null, 0);
        _monitor.Start(run);
    }

    /// <inheritdoc/>
    public override void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("wait", _wait);
        state.Add("best", _best);
        state.Add("best_epoch", BestEpoch);
        state.Add("stopped_epoch", StoppedEpoch);
        for (var i = 0; i < _bestWeights?.Count; i++) state[BestWeight(i)] = _bestWeights[i];
    }

    /// <inheritdoc/>
    public override void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(state);
        (_wait, _best, BestEpoch) = (state.Count("wait"), state.Number("best"), state.Count("best_epoch"));
        var weights = new List<TensorData>();
        while (state.TryGetValue(BestWeight(weights.Count), out var weight)) weights.Add(weight);
        _bestWeights = weights.Count == 0 ? null : weights;
        if (_bestWeights is not null) run.RequireWeights(_bestWeights);
        if (!state.ContainsKey("stopped_epoch")) return;
        StoppedEpoch = state.Count("stopped_epoch");
        run.Stop();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(logs);
        if (epoch < _startFromEpoch) return;
        var current = _monitor.Read(logs);
        // If no epoch is ever better, for example because of NaN, the weights of the first watched epoch are restored.
        if (_restoreBestWeights && _bestWeights is null) (_bestWeights, BestEpoch) = (run.GetWeights(), epoch);
        _wait++;
        if (_monitor.IsBetter(current, _best))
        {
            (_best, BestEpoch) = (current, epoch);
            if (_restoreBestWeights) _bestWeights = run.GetWeights();
            if (_baseline is null || _monitor.IsBetter(current, _baseline)) _wait = 0;
            return;
        }
        // Keras never stops after the first epoch.
        if (_wait >= _patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            run.Stop();
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (StoppedEpoch is { } epoch) Messages?.Report($"Epoch {epoch + 1}: early stopping");
        if (!_restoreBestWeights || _bestWeights is null) return;
        Messages?.Report($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        run.SetWeights(_bestWeights);
    }

    private static string BestWeight(int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"best_weight_{number}");
}
