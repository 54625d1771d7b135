namespace Layers;

/// <summary>Ends training when a number no longer gets better.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/early_stopping/"/>.</remarks>
public sealed class EarlyStopping : Callback
{
    private readonly string _monitor;
    private readonly double _minDelta;
    private readonly int _patience;
    private readonly double? _baseline;
    private readonly bool _restoreBestWeights;
    private readonly int _startFromEpoch;
    private readonly bool _isLargerBetter;
    private double _best;
    private int _wait;
    private IReadOnlyList<TensorData>? _bestWeights;

    /// <summary>Watches a number of the logs.</summary>
    /// <param name="monitor">Its name; default <c>val_loss</c>.</param>
    /// <param name="minDelta">How much better counts as better, 0 or more; default 0.</param>
    /// <param name="patience">How many epochs may pass without getting better, 0 or more; default 0.</param>
    /// <param name="mode">Whether smaller or larger is better; by default the name decides: accuracies grow, everything else shrinks.</param>
    /// <param name="baseline">What must be beaten for patience to start anew; <see langword="null"/> for none.</param>
    /// <param name="restoreBestWeights">Whether training ends with the weights of the best epoch; default false: those of the last.</param>
    /// <param name="startFromEpoch">The first epoch that counts, from 0; default 0.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public EarlyStopping(string monitor = "val_loss", double minDelta = 0, int patience = 0, MonitorMode mode = MonitorMode.Auto, double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        if (!(minDelta >= 0)) throw Throw.BadTrainingArgument(nameof(minDelta), "0 or more", minDelta);
        if (patience < 0) throw Throw.BadTrainingArgument(nameof(patience), "0 or more", patience);
        _monitor = monitor;
        _minDelta = minDelta;
        _patience = patience;
        _baseline = baseline;
        _restoreBestWeights = restoreBestWeights;
        _startFromEpoch = startFromEpoch;
        _isLargerBetter = mode == MonitorMode.Max || (mode == MonitorMode.Auto && monitor.EndsWith("accuracy", StringComparison.Ordinal));
    }

    /// <summary>The epoch with the best number so far, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch after which training was stopped, from 0; <see langword="null"/> if it was not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingRun run)
    {
        (_wait, _bestWeights, StoppedEpoch, BestEpoch) = (0, null, null, 0);
        _best = _isLargerBetter ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(logs);
        if (epoch < _startFromEpoch) return;
        // Keras warns and goes on; here a misspelt name is a mistake to be told at once.
        if (!logs.TryGetValue(_monitor, out var current)) throw Throw.UnknownMetric(_monitor, logs.Keys);
        // Should no epoch ever be better, as with NaN, the first one's weights are the best there are.
        if (_restoreBestWeights && _bestWeights is null) (_bestWeights, BestEpoch) = (run.GetWeights(), epoch);
        _wait++;
        if (IsBetter(current, _best))
        {
            (_best, BestEpoch) = (current, epoch);
            if (_restoreBestWeights) _bestWeights = run.GetWeights();
            if (_baseline is null || IsBetter(current, _baseline.Value)) _wait = 0;
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
        if (_restoreBestWeights && _bestWeights is not null) run.SetWeights(_bestWeights);
    }

    private bool IsBetter(double value, double than) => _isLargerBetter ? value - _minDelta > than : value + _minDelta < than;
}
