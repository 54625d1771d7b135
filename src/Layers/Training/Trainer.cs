namespace Layers;

/// <summary>The training loop: epochs of steps, validation, callbacks, history.</summary>
internal sealed class Trainer(ITrainable model, Objective objective)
{
    private static readonly IReadOnlyDictionary<string, double> s_noLogs = new Dictionary<string, double>();

    public History Fit(Examples training, Examples? validation, FitOptions options)
    {
        RequireFiniteFeatures(training);
        using var runner = Start(training, options.BatchSize, isTraining: true);
        using var validator = validation is null ? null : Start(validation, options.BatchSize, isTraining: false);
        var run = new TrainingRun(runner, model, objective, options);
        var history = new History();
        try
        {
            foreach (var callback in options.Callbacks) callback.OnTrainBegin(run);
            for (var epoch = run.FirstEpoch; epoch < options.Epochs && !run.IsStopping; epoch++)
            {
                foreach (var callback in options.Callbacks) callback.OnEpochBegin(run, epoch);
                Epoch(runner, run, epoch, options);
                var logs = runner.Logs();
                if (validator is not null)
                    foreach (var (name, value) in Validate(validator, runner, options.Cancellation))
                        logs[name] = value;
                foreach (var callback in options.Callbacks) callback.OnEpochEnd(run, epoch, logs);
                history.Add(epoch, logs);
                options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, runner.Steps, runner.Steps, logs));
            }
            run.TakeAverages();
            foreach (var callback in options.Callbacks) callback.OnTrainEnd(run);
        }
        finally
        {
            // Whatever ends training, the model has the weights of its last whole step.
            run.UpdateModel();
        }
        return history;
    }

    public SortedDictionary<string, double> Evaluate(Examples examples, int batchSize, CancellationToken cancellation)
    {
        using var runner = Start(examples, batchSize, isTraining: false);
        Run(runner, cancellation);
        return runner.Logs();
    }

    private EpochRunner Start(Examples examples, int batchSize, bool isTraining) =>
        new(new EpochGraph(model, objective, examples, isTraining), model, examples, batchSize);

    private void Epoch(EpochRunner runner, TrainingRun run, int epoch, FitOptions options)
    {
        runner.Graph.Reset(runner.Session);
        var order = options.Shuffle ? RandomKey.Permutation(RandomKey.Mix(options.Seed, epoch), runner.Rows) : null;
        for (var step = 0; step < runner.Steps && !run.IsStopping; step++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            runner.Run(step, order, RandomKey.Mix(options.Seed, ((long)epoch << 32) | (uint)step));
            foreach (var callback in options.Callbacks) callback.OnTrainBatchEnd(run, step);
            if (step + 1 < runner.Steps) options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, step + 1, runner.Steps, s_noLogs));
        }
    }

    private static SortedDictionary<string, double> Validate(EpochRunner validator, EpochRunner trained, CancellationToken cancellation)
    {
        foreach (var weight in trained.Graph.MovingWeights) validator.Session.Set(weight.Symbol, trained.Session.Get(weight.Symbol));
        validator.Graph.Reset(validator.Session);
        Run(validator, cancellation);
        return validator.Logs("val_");
    }

    private static void Run(EpochRunner runner, CancellationToken cancellation)
    {
        for (var step = 0; step < runner.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            runner.Run(step, null, 0);
        }
    }

    // NaN among the features makes every weight NaN in one step. A model whose formula looks for NaN knows what it does.
    private void RequireFiniteFeatures(Examples examples)
    {
        if (Graph.Of([.. model.ApplyAll(model.InputsFor(examples.X), null)]).Nodes.Any(node => node.Op == Op.IsNaN)) return;
        foreach (var x in examples.X) Finite.Require(x, "Features");
    }
}
