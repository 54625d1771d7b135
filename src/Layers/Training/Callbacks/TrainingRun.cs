namespace Layers;

/// <summary>The current training, for callbacks.</summary>
public sealed class TrainingRun
{
    private const string Validation = "val_";

    private readonly EpochRunner _runner;
    private readonly EpochRunner? _validator;
    private readonly Objective _objective;

    internal TrainingRun(EpochRunner runner, EpochRunner? validator, ITrainable model, Objective objective, FitOptions options)
    {
        (_runner, _validator, Model, _objective) = (runner, validator, model, objective);
        (Epochs, FirstEpoch, Callbacks) = (options.Epochs, options.InitialEpoch, options.Callbacks);
    }

    /// <summary>The number of epochs that the caller asked for.</summary>
    public int Epochs { get; }

    /// <summary>The number of steps in an epoch; 0 in the first epoch if the number of batches is not known.</summary>
    public int Steps => _runner.Steps;

    /// <summary>Whether training ends after this step.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The learning rate of the next step, rounded to float32.</summary>
    /// <exception cref="ArgumentException">The new value is not a finite number of 0 or more.</exception>
    /// <exception cref="InvalidOperationException">The property is set, but the optimizer's rate follows a schedule.</exception>
    public double LearningRate
    {
        get => Optimizer.Schedule?.At(Iterations) ?? (float)Optimizer.LearningRate;
        set
        {
            Optimizer.LearningRate = value;
            _runner.Session.Set(_runner.Graph.LearningRate!, TensorData.Scalar((float)value));
        }
    }

    /// <summary>The mean loss of the epoch so far.</summary>
    public double Loss => _runner.Graph.Loss(_runner.Session);

    /// <summary>The loss and the metrics of the epoch so far, by name.</summary>
    public IReadOnlyDictionary<string, double> Logs => _runner.Logs();

    internal ITrainable Model { get; }

    internal int FirstEpoch { get; set; }

    internal IReadOnlyList<Callback> Callbacks { get; }

    /// <summary>An action that runs once, after <see cref="Callback.OnTrainBegin"/> of every callback; null for none.</summary>
    internal Action? Resume { get; set; }

    private Optimizer Optimizer => _objective.Optimizer;

    private long Iterations => _runner.Session.Get(_runner.Graph.Iteration!).AsSpan<long>()[0];

    /// <summary>Stops training after the current step or, if the current epoch has no more steps, after the epoch.</summary>
    public void Stop() => IsStopping = true;

    /// <summary>Returns copies of the current values of the weights that steps change: first the trained weights, then the weights that
    /// layers update, such as moving statistics.</summary>
    public IReadOnlyList<TensorData> GetWeights() => [.. _runner.Graph.WeightViews.Select(view => view.Read(_runner.Session))];

    /// <summary>Replaces the weights. The next step continues from the new weights.</summary>
    /// <param name="weights">The weights in the order of <see cref="GetWeights"/>.</param>
    public void SetWeights(IReadOnlyList<TensorData> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (view, value) in _runner.Graph.WeightViews.Zip(weights)) view.Write(_runner.Session, value);
    }

    /// <summary>Throws if tensors do not fit the weights that steps change.</summary>
    /// <exception cref="ArgumentException">The number of tensors, a type or a shape is different.</exception>
    internal void RequireWeights(IReadOnlyList<TensorData> weights)
    {
        var own = _runner.Graph.MovingWeights;
        if (own.Count != weights.Count) throw Throw.OtherWeights(own.Count, weights.Count);
        foreach (var (weight, value) in own.Zip(weights))
            if (!weight.Shape.Equals(value.Shape) || weight.Type != value.Type)
                throw Throw.WrongWeight(weight.Path, new TensorType(weight.Type, weight.Shape), new TensorType(value.Type, value.Shape));
    }

    /// <summary>Updates the weights and the optimizer of the model to their current values, so that the model can predict or be saved.
    /// Otherwise the model is updated when training ends.</summary>
    public void UpdateModel()
    {
        using var together = WeightChanges.Together();
        WeightChanges.Set(_runner.Graph.MovingWeights.Zip(GetWeights()));
        Optimizer.Iterations = Iterations;
        Optimizer.State = [.. _runner.Graph.OptimizerState.Select(view => view.Read(_runner.Session))];
    }

    /// <summary>Continues from the weights and the optimizer of the model.</summary>
    internal void ReadModel()
    {
        SetWeights([.. _runner.Graph.MovingWeights.Select(weight => weight.Value)]);
        _runner.Session.Set(_runner.Graph.Iteration!, TensorData.Scalar(Optimizer.Iterations));
        if (Optimizer.Schedule is null) LearningRate = Optimizer.LearningRate;
        foreach (var (view, value) in _runner.Graph.OptimizerState.Zip(Optimizer.StateFor(_runner.Graph.TrainedWeights)))
            view.Write(_runner.Session, value);
    }

    /// <summary>Replaces the weights by their running means if the optimizer keeps them, as Keras does at the end of a fit.</summary>
    internal void TakeAverages()
    {
        if (Optimizer.UseEma && Iterations > 0)
            SetWeights([.. _runner.Graph.OptimizerState.Take(_runner.Graph.TrainedWeights.Count)
                .Select(view => view.Read(_runner.Session))]);
    }

    /// <summary>Throws if no epoch will log a value. Does nothing if that is not known, because a user's callback may log any
    /// value.</summary>
    /// <param name="owner">The callback that needs the value, for messages.</param>
    /// <param name="log">The name of the value.</param>
    /// <param name="isWithinEpochs">Whether the value is read within epochs, when there are no validation values and no values from
    /// callbacks.</param>
    /// <param name="others">The names of other values that are available.</param>
    /// <exception cref="InvalidOperationException">No epoch will log the value.</exception>
    internal void RequireLog(string owner, string log, bool isWithinEpochs = false, params IReadOnlyList<string> others)
    {
        string[] own = [.. _runner.Logs().Keys];
        var known = others.Concat(own).ToList();
        if (!isWithinEpochs)
        {
            if (_validator is not null) known.AddRange(_validator.Logs(Validation).Keys);
            known.AddRange(Callbacks.SelectMany(callback => callback.AddedLogs ?? []));
        }
        if (known.Contains(log)) return;
        var isKnown = isWithinEpochs || Callbacks.All(callback => callback.AddedLogs is not null);
        if (log.StartsWith(Validation, StringComparison.Ordinal) && (isWithinEpochs || _validator is null)
            && (isKnown || own.Contains(log[Validation.Length..])))
        {
            var trained = Nearest.Of(log[Validation.Length..], own) ?? "loss";
            throw isWithinEpochs ? Throw.ValidatedAfterEpochs(owner, log, trained) : Throw.NothingValidated(owner, log, trained);
        }
        if (isKnown) throw Throw.UnknownMetric(owner, log, known);
    }

    /// <summary>Returns the exception for a loss that is not finite.</summary>
    internal InvalidOperationException LossNotFinite(int epoch, int step) => Throw.LossNotFinite(epoch, step, Loss, LearningRate);

    /// <summary>Returns whether a value of the logs should decrease or increase; null if that is not known.</summary>
    internal MonitorMode? Better(string log) => _objective.Better(log);
}
