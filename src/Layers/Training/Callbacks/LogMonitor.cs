namespace Layers;

/// <summary>A number of the logs that a callback watches, and which way it gets better.</summary>
internal sealed class LogMonitor
{
    private readonly MonitorMode _mode;
    private readonly double _minDelta;
    private bool _isLargerBetter;

    public LogMonitor(string name, MonitorMode mode, double minDelta = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "monitor");
        if (!(minDelta >= 0)) throw Throw.BadTrainingArgument(nameof(minDelta), "0 or more", minDelta);
        (Name, _mode, _minDelta) = (name, mode, minDelta);
    }

    public string Name { get; }

    /// <summary>Asks the training which way the number gets better, unless that was said.</summary>
    public void Start(TrainingRun run) =>
        _isLargerBetter = (_mode == MonitorMode.Auto ? run.Better(Name) ?? throw Throw.UnknownDirection(Name) : _mode) == MonitorMode.Max;

    // Keras warns and goes on; here a misspelt name is a mistake to be told at once.
    public double Read(IEnumerable<KeyValuePair<string, double>> logs)
    {
        foreach (var (name, value) in logs)
            if (name == Name)
                return value;
        throw Throw.UnknownMetric(Name, logs.Select(log => log.Key));
    }

    /// <summary>Whether a number is better than another by more than the smallest difference that counts; than none, every number is that is one.</summary>
    public bool IsBetter(double value, double? than) =>
        than is not { } other ? !double.IsNaN(value)
        : _isLargerBetter ? value - _minDelta > other
        : value + _minDelta < other;
}
