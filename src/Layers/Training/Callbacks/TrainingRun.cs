namespace Layers;

/// <summary>A training under way, as callbacks see it.</summary>
public sealed class TrainingRun
{
    private readonly EpochRunner _runner;
    private readonly Optimizer _optimizer;

    internal TrainingRun(EpochRunner runner, Optimizer optimizer, int epochs)
    {
        _runner = runner;
        _optimizer = optimizer;
        Epochs = epochs;
    }

    /// <summary>How many epochs were asked for.</summary>
    public int Epochs { get; }

    /// <summary>How many steps an epoch has.</summary>
    public int Steps => _runner.Steps;

    /// <summary>Whether training ends after this epoch.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>How far the next step goes.</summary>
    /// <exception cref="ArgumentException">On setting: not a finite number of 0 or more.</exception>
    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set
        {
            _optimizer.LearningRate = value;
            _runner.Session.Set(_runner.Graph.LearningRate!, TensorData.Scalar((float)value));
        }
    }

    /// <summary>Loss and metrics of the epoch so far, by name.</summary>
    public IReadOnlyDictionary<string, double> Logs => _runner.Logs();

    /// <summary>Ends training after this epoch.</summary>
    public void Stop() => IsStopping = true;

    /// <summary>A copy of the trained weights as they are now.</summary>
    public IReadOnlyList<TensorData> GetWeights() => [.. _runner.Graph.TrainedWeights.Select(weight => _runner.Session.Get(weight.Symbol))];

    /// <summary>Goes on from other weights.</summary>
    /// <param name="weights">As <see cref="GetWeights"/> gave them.</param>
    public void SetWeights(IReadOnlyList<TensorData> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (weight, value) in _runner.Graph.TrainedWeights.Zip(weights)) _runner.Session.Set(weight.Symbol, value);
    }
}
