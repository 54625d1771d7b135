namespace Layers;

/// <summary>A number of the logs that a callback watches, and which way it gets better.</summary>
internal sealed class LogMonitor
{
    private readonly string _owner;
    private readonly MonitorMode _mode;
    private readonly double _minDelta;
    private bool _isLargerBetter;

    /// <summary>Watches a number.</summary>
    /// <param name="owner">The callback, for messages.</param>
    /// <param name="name">What the number is called in the logs.</param>
    /// <param name="mode">Which way it gets better.</param>
    /// <param name="minDelta">How much better counts as better.</param>
    public LogMonitor(string owner, string name, MonitorMode mode, double minDelta = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "monitor");
        if (!(minDelta >= 0)) throw Throw.BadTrainingArgument(nameof(minDelta), "0 or more", minDelta);
        (_owner, Name, _mode, _minDelta) = (owner, name, mode, minDelta);
    }

    public string Name { get; }

    /// <summary>Asks the training whether there is such a number, and which way it gets better, unless that was said.</summary>
    /// <param name="run">The training.</param>
    /// <param name="isWithinEpochs">Whether the number is read within epochs, too, where there is none of validation.</param>
    /// <exception cref="InvalidOperationException">There is none, or it is not known which way it gets better.</exception>
    public void Start(TrainingRun run, bool isWithinEpochs = false)
    {
        run.RequireLog(_owner, Name, isWithinEpochs);
        _isLargerBetter = (_mode == MonitorMode.Auto ? run.Better(Name) ?? throw Throw.UnknownDirection(_owner, Name, run.Logs.Keys)
            : _mode) == MonitorMode.Max;
    }

    // Keras warns and goes on; here a misspelt name is a mistake to be told at once.
    public double Read(IEnumerable<KeyValuePair<string, double>> logs)
    {
        foreach (var (name, value) in logs)
            if (name == Name)
                return value;
        throw Throw.UnknownMetric(_owner, Name, logs.Select(log => log.Key));
    }

    /// <summary>Whether a number is better than another by more than the smallest difference that counts; than none, every number is that
    /// is one.</summary>
    public bool IsBetter(double value, double? than) =>
        than is not { } other ? !double.IsNaN(value)
        : _isLargerBetter ? value - _minDelta > other
        : value + _minDelta < other;
}
