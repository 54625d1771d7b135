namespace Layers;

/// <summary>A value of the logs that a callback watches, and whether a larger value is better.</summary>
internal sealed class LogMonitor
{
    private readonly string _owner;
    private readonly MonitorMode _mode;
    private readonly double _minDelta;
    private bool _isLargerBetter;

    /// <summary>Creates a monitor of a value.</summary>
    /// <param name="owner">The name of the callback, for messages.</param>
    /// <param name="name">The name of the value in the logs.</param>
    /// <param name="mode">Whether a smaller or a larger value is better.</param>
    /// <param name="minDelta">The smallest change that counts as an improvement.</param>
    public LogMonitor(string owner, string name, MonitorMode mode, double minDelta = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "monitor");
        if (!(minDelta >= 0)) throw Throw.BadTrainingArgument(nameof(minDelta), "0 or more", minDelta);
        (_owner, Name, _mode, _minDelta) = (owner, name, mode, minDelta);
    }

    public string Name { get; }

    /// <summary>Checks that the training has the value, and determines whether a larger value is better if the mode is
    /// <see cref="MonitorMode.Auto"/>.</summary>
    /// <param name="run">The training.</param>
    /// <param name="isWithinEpochs">Whether the value is also read within epochs, when there are no validation values.</param>
    /// <exception cref="InvalidOperationException">There is no such value, or it is not known whether a larger value is better.</exception>
    public void Start(TrainingRun run, bool isWithinEpochs = false)
    {
        run.RequireLog(_owner, Name, isWithinEpochs);
        _isLargerBetter = (_mode == MonitorMode.Auto ? run.Better(Name) ?? throw Throw.UnknownDirection(_owner, Name, run.Logs.Keys)
            : _mode) == MonitorMode.Max;
    }

    // Keras warns and continues. Here a misspelt name is an error.
    public double Read(IEnumerable<KeyValuePair<string, double>> logs)
    {
        foreach (var (name, value) in logs)
            if (name == Name)
                return value;
        throw Throw.UnknownMetric(_owner, Name, logs.Select(log => log.Key));
    }

    /// <summary>Returns whether a value is better than another by more than the smallest change that counts. If there is no other value,
    /// every value except NaN is better.</summary>
    public bool IsBetter(double value, double? than) =>
        than is not { } other ? !double.IsNaN(value)
        : _isLargerBetter ? value - _minDelta > other
        : value + _minDelta < other;
}
