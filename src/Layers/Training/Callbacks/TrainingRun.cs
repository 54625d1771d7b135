namespace Layers;

/// <summary>A training under way, as callbacks see it.</summary>
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

    /// <summary>How many epochs were asked for.</summary>
    public int Epochs { get; }

    /// <summary>How many steps an epoch has; 0 in the first epoch over batches whose number nobody knows yet.</summary>
    public int Steps => _runner.Steps;

    /// <summary>Whether training ends after this step.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>How far the next step goes, as the float32 that it is computed with.</summary>
    /// <exception cref="ArgumentException">On setting: not a finite number of 0 or more.</exception>
    /// <exception cref="InvalidOperationException">On setting: the optimizer's rate follows a schedule.</exception>
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

    /// <summary>Loss and metrics of the epoch so far, by name.</summary>
    public IReadOnlyDictionary<string, double> Logs => _runner.Logs();

    internal ITrainable Model { get; }

    internal int FirstEpoch { get; set; }

    internal IReadOnlyList<Callback> Callbacks { get; }

    /// <summary>Done once, when every callback has begun.</summary>
    internal Action? Resume { get; set; }

    private Optimizer Optimizer => _objective.Optimizer;

    private long Iterations => _runner.Session.Get(_runner.Graph.Iteration!).AsSpan<long>()[0];

    /// <summary>Ends training: after this step, or after this epoch if that is done.</summary>
    public void Stop() => IsStopping = true;

    /// <summary>A copy of the weights that steps change, as they are now: those trained, then those that layers update, as moving
    /// statistics.</summary>
    public IReadOnlyList<TensorData> GetWeights() => [.. _runner.Graph.WeightViews.Select(view => view.Read(_runner.Session))];

    /// <summary>Goes on from other weights.</summary>
    /// <param name="weights">As <see cref="GetWeights"/> gave them.</param>
    public void SetWeights(IReadOnlyList<TensorData> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (view, value) in _runner.Graph.WeightViews.Zip(weights)) view.Write(_runner.Session, value);
    }

    /// <summary>Refuses tensors that are not such weights.</summary>
    /// <exception cref="ArgumentException">Their number, a type or a shape is another.</exception>
    internal void RequireWeights(IReadOnlyList<TensorData> weights)
    {
        var own = _runner.Graph.MovingWeights;
        if (own.Count != weights.Count) throw Throw.OtherWeights(own.Count, weights.Count);
        foreach (var (weight, value) in own.Zip(weights))
            if (!weight.Shape.Equals(value.Shape) || weight.Type != value.Type) throw Throw.WrongWeight(weight.Path, new TensorType(weight.Type, weight.Shape), new TensorType(value.Type, value.Shape));
    }

    /// <summary>Brings the model's own weights and its optimizer up to now, so that it can predict or be saved; without it they follow when
    /// training ends.</summary>
    public void UpdateModel()
    {
        using var together = WeightChanges.Together();
        WeightChanges.Set(_runner.Graph.MovingWeights.Zip(GetWeights()));
        Optimizer.Iterations = Iterations;
        Optimizer.State = [.. _runner.Graph.OptimizerState.Select(view => view.Read(_runner.Session))];
    }

    /// <summary>Goes on from the model's own weights and its optimizer.</summary>
    internal void ReadModel()
    {
        SetWeights([.. _runner.Graph.MovingWeights.Select(weight => weight.Value)]);
        _runner.Session.Set(_runner.Graph.Iteration!, TensorData.Scalar(Optimizer.Iterations));
        if (Optimizer.Schedule is null) LearningRate = Optimizer.LearningRate;
        foreach (var (view, value) in _runner.Graph.OptimizerState.Zip(Optimizer.StateFor(_runner.Graph.TrainedWeights))) view.Write(_runner.Session, value);
    }

    /// <summary>The running means of the weights, if the optimizer keeps them, become the weights, as Keras has it when a fit
    /// ends.</summary>
    internal void TakeAverages()
    {
        if (Optimizer.UseEma && Iterations > 0) SetWeights([.. _runner.Graph.OptimizerState.Take(_runner.Graph.TrainedWeights.Count).Select(view => view.Read(_runner.Session))]);
    }

    /// <summary>Refuses to wait for a number that no epoch will log, as far as that is known: a callback of the user's own may add
    /// any.</summary>
    /// <param name="owner">Who waits for it, for messages.</param>
    /// <param name="log">Its name.</param>
    /// <param name="isWithinEpochs">Whether it is read within epochs, where there are no numbers of validation and none that callbacks
    /// add.</param>
    /// <param name="others">What there is besides.</param>
    /// <exception cref="InvalidOperationException">There will be none.</exception>
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

    /// <summary>The error of a loss that is not finite.</summary>
    internal InvalidOperationException LossNotFinite(int epoch, int step) => Throw.LossNotFinite(epoch, step, Loss, LearningRate);

    /// <summary>Which way a number of the logs gets better; null where that is not known.</summary>
    internal MonitorMode? Better(string log) => _objective.Better(log);
}
