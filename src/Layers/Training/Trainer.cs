namespace Layers;

/// <summary>The training loop: epochs of steps, validation, callbacks, history.</summary>
internal sealed class Trainer(ITrainable model, Objective objective)
{
    private static readonly IReadOnlyDictionary<string, double> s_noLogs = new Dictionary<string, double>();

    /// <summary>Whether training reached its first epoch. If so, the weights may have changed.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Trains on examples in memory.</summary>
    public History Fit(Examples training, Examples? validation, FitOptions options)
    {
        if (!AllowsNaN(training)) RequireFinite(training);
        using var runner = Start(training, options.BatchSize, isTraining: true);
        runner.Steps = training.Steps(options.BatchSize);
        return Fit(runner, validation, options, epoch => training.Batches(
            options.BatchSize, options.Shuffle ? RandomKey.Permutation(RandomKey.Mix(options.Seed, epoch), training.Rows) : null));
    }

    /// <summary>Trains on batches from a source, which is read from its start in each epoch.</summary>
    public History Fit(IEnumerable<Examples> training, Examples? validation, FitOptions options)
    {
        using var opened = training.GetEnumerator();
        if (!opened.MoveNext()) throw Throw.NoData("Fit");
        var first = opened.Current;
        var allowsNaN = AllowsNaN(first);
        using var runner = Start(first, first.Rows, isTraining: true);
        // The first epoch continues the enumeration that gave the first batch: opening a source twice may be slow or fail.
        return Fit(runner, validation, options with { BatchSize = first.Rows },
            epoch => (epoch == options.InitialEpoch ? Rest() : training).Select(Batch));

        IEnumerable<Examples> Rest()
        {
            yield return first;
            while (opened.MoveNext()) yield return opened.Current;
        }

        ExampleBatch Batch(Examples examples)
        {
            if (!allowsNaN) RequireFinite(examples);
            return Checked(runner.Graph, examples);
        }
    }

    /// <summary>Evaluates batches from a source.</summary>
    public Evaluation Evaluate(IEnumerable<Examples> batches, IReadOnlyList<KnownClasses?>? classes, CancellationToken cancellation)
    {
        using var opened = batches.GetEnumerator();
        if (!opened.MoveNext()) throw Throw.NoData("Evaluate");
        using var runner = Start(opened.Current, opened.Current.Rows, isTraining: false, classes);
        return Evaluate(runner, All(), cancellation);

        IEnumerable<ExampleBatch> All()
        {
            do
            {
                yield return Checked(runner.Graph, opened.Current);
            }
            while (opened.MoveNext());
        }
    }

    /// <summary>Evaluates examples in memory.</summary>
    public Evaluation Evaluate(Examples examples, int batchSize, IReadOnlyList<KnownClasses?>? classes, CancellationToken cancellation)
    {
        using var runner = Start(examples, batchSize, isTraining: false, classes);
        return Evaluate(runner, examples.Batches(batchSize), cancellation);
    }

    /// <summary>Compiles a graph that computes the loss of examples in memory repeatedly.</summary>
    public RepeatedLoss Repeat(Examples examples, int batchSize) => new(Start(examples, batchSize, isTraining: false), examples, batchSize);

    private static Evaluation Evaluate(EpochRunner runner, IEnumerable<ExampleBatch> batches, CancellationToken cancellation)
    {
        Run(runner, batches, cancellation);
        runner.KeepStates();
        return new Evaluation(runner.Logs(), runner.Graph.WatchedClasses.SelectMany(watched => watched.Counter.Results()));
    }

    private History Fit(EpochRunner runner, Examples? validation, FitOptions options, Func<int, IEnumerable<ExampleBatch>> batches)
    {
        using var validator = validation is null ? null : Start(validation, options.BatchSize, isTraining: false);
        var run = new TrainingRun(runner, validator, model, objective, options);
        var history = new History();
        HasBegun = true;
        try
        {
            foreach (var callback in options.Callbacks) callback.OnTrainBegin(run);
            run.Resume?.Invoke();
            for (var epoch = run.FirstEpoch; epoch < options.Epochs && !run.IsStopping; epoch++)
            {
                foreach (var callback in options.Callbacks) callback.OnEpochBegin(run, epoch);
                Epoch(runner, run, epoch, options, batches(epoch));
                var logs = runner.Logs();
                if (validator is not null)
                    foreach (var (name, value) in Validate(validator, validation!.Batches(options.BatchSize), runner, options.Cancellation))
                        logs[name] = value;
                foreach (var callback in options.Callbacks) callback.OnEpochEnd(run, epoch, logs);
                foreach (var callback in options.Callbacks) callback.AfterEpoch(run, epoch);
                history.Add(epoch, logs);
                options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, runner.Steps, runner.Steps, logs));
            }
            run.TakeAverages();
            foreach (var callback in options.Callbacks) callback.OnTrainEnd(run);
        }
        finally
        {
            // If training ends early or throws, the model gets the weights of the last complete step.
            run.UpdateModel();
        }
        return history;
    }

    private EpochRunner Start(Examples examples, int batchSize, bool isTraining, IReadOnlyList<KnownClasses?>? classes = null)
    {
        EpochGraph graph;
        // Reads all weights at one moment: another thread may end a training while this one starts an evaluation.
        using (WeightChanges.Together()) graph = new EpochGraph(model, objective, examples, isTraining, classes);
        // Throws before the first step, not at the last batch of an epoch.
        EpochRunner.RequireRows(graph, Math.Min(batchSize, examples.Rows));
        if (examples.Rows % batchSize is > 0 and var last) EpochRunner.RequireRows(graph, last);
        RequireRight(graph, examples);
        return new EpochRunner(graph, model, batchSize);
    }

    // Checks a batch from a source by the rules of the graph, which was built for the first batch.
    private ExampleBatch Checked(EpochGraph graph, Examples examples)
    {
        graph.Rules.Check(examples);
        EpochRunner.RequireRows(graph, examples.Rows);
        RequireRight(graph, examples);
        return new ExampleBatch(examples, 0, examples.Rows, null);
    }

    private void RequireRight(EpochGraph graph, Examples examples)
    {
        model.RequireTexts(graph.X, examples.X, examples.Before);
        if (!graph.HasChecks) return;
        var (rows, before) = (graph.X[0].Shape[0], examples.Before);
        if (!rows.IsKnown || rows == examples.Rows) model.RequireRight(graph.X, examples.X, before);
        // A graph with a fixed batch size checks that number of rows at a time.
        else for (var start = 0; start < examples.Rows; start += (int)rows.Size)
            model.RequireRight(graph.X, [.. examples.X.Select(x => x[start..(start + (int)rows.Size)])], before.And(start));
    }

    private void Epoch(EpochRunner runner, TrainingRun run, int epoch, FitOptions options, IEnumerable<ExampleBatch> batches)
    {
        runner.Graph.Reset(runner.Session);
        var step = 0;
        foreach (var batch in batches)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            runner.Run(batch, RandomKey.Mix(options.Seed, ((long)epoch << 32) | (uint)step));
            foreach (var callback in options.Callbacks) callback.OnTrainBatchEnd(run, step);
            // All later losses would not be finite either. A callback may have stopped training because of this one.
            if (model.ChecksLoss && !run.IsStopping && !double.IsFinite(run.Loss)) throw run.LossNotFinite(epoch, step);
            foreach (var callback in options.Callbacks) callback.AfterTrainBatch(run, step);
            step++;
            if (step != runner.Steps)
                options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, step, runner.Steps, s_noLogs));
            if (run.IsStopping) return;
        }
        // A sequence that can be enumerated only once throws here. Otherwise the history would be NaN.
        if (step == 0) throw Throw.NoData("Fit");
        runner.Steps = step;
    }

    private static SortedDictionary<string, double> Validate(EpochRunner validator, IEnumerable<ExampleBatch> batches, EpochRunner trained,
        CancellationToken cancellation)
    {
        foreach (var (weight, view) in trained.Graph.MovingWeights.Zip(trained.Graph.WeightViews))
            validator.Session.Set(weight.Symbol, view.Read(trained.Session));
        validator.Graph.Reset(validator.Session);
        Run(validator, batches, cancellation);
        // Training continues from the states that validation left, as in Keras.
        foreach (var (state, view) in validator.Graph.MovingWeights.Zip(validator.Graph.WeightViews))
            trained.Session.Set(state.Symbol, view.Read(validator.Session));
        return validator.Logs("val_");
    }

    private static void Run(EpochRunner runner, IEnumerable<ExampleBatch> batches, CancellationToken cancellation)
    {
        string[] names = [.. runner.Session.Results.Select(result => result.Key)];
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            var results = runner.Run(batch, 0);
            foreach (var (counter, predictions, mask) in runner.Graph.WatchedClasses)
                counter.Add(results[Array.IndexOf(names, predictions)],
                    batch.Examples.Y[counter.Output]![batch.Start..(batch.Start + batch.Count)],
                    mask is null ? null : results[Array.IndexOf(names, mask)]);
        }
    }

    // A model that has the operator IsNaN handles NaN itself.
    private bool AllowsNaN(Examples examples) =>
        Graph.Of([.. model.ApplyAll(model.InputsFor(examples.X), CallRecord.ForPrediction())]).Nodes.Any(node => node.Op == Op.IsNaN);

    // A NaN in the features makes all weights NaN in one step.
    private void RequireFinite(Examples examples)
    {
        if (examples.X is [var only])
        {
            Finite.Require(only, "Features", examples.Before, areFeatures: true);
            return;
        }
        foreach (var (input, x) in model.InputsFor(examples.X).Zip(examples.X))
            Finite.Require(x, $"Features of the input '{input.Name}'", examples.Before, areFeatures: true);
    }
}
