namespace Layers;

/// <summary>Adapts all adaptive layers of a model: those that depend on no other adaptive layer in one pass over the data, then those that
/// depend on them.</summary>
/// <param name="model">The model, whose inputs are known.</param>
/// <param name="symbols">The model's inputs.</param>
/// <param name="progress">Receives the number of rows read so far in each pass.</param>
/// <param name="cancellation">A token that cancels adapting.</param>
internal sealed class ModelAdapting(Model model, IReadOnlyList<Value> symbols, IProgress<long>? progress, CancellationToken cancellation)
{
    private readonly List<KeyValuePair<string, AdaptReport>> _reports = [];

    // Actions that restore the earlier states of the layers, and actions that set the states learned so far.
    private readonly List<Action> _before = [], _learned = [];

    /// <summary>The source that may compute the statistics of the only input, instead of reading the rows; null for none.</summary>
    public RowSource? Source { get; init; }

    /// <summary>The columns that feed the inputs one by one, whose statistics the source may compute instead of reading the rows; null if
    /// the inputs are not columns.</summary>
    public ColumnSource? Columns { get; init; }

    /// <summary>The feature names of the only input; null if they are not known.</summary>
    public IReadOnlyList<string>? FeatureNames { get; init; }

    /// <summary>Adapts all layers, or leaves every layer unchanged if it fails.</summary>
    /// <param name="read">Reads all batches from the first.</param>
    public ModelAdaptReport Run(Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        var known = RecordOf(model, symbols);
        // Layers after one that does not know its output yet were not called, so they are not in the record.
        var learners = known.AdaptiveCalls.Select(call => call.Layer)
            .Concat(known.IsCutShort ? Changing.Tree(model).OfType<AdaptiveLayer>() : []);
        var waiting = learners.Where(layer => layer.Given is null).ToHashSet();
        if (waiting.Count == 0) return model.LearnsTypes ? new ModelAdaptReport(0, []) : throw Throw.NothingToAdapt(model);
        using var change = Changing.Begin(nameof(Model.Adapt), model, waiting, Changing.Tree(model));
        _before.AddRange(waiting.Select(layer => layer.Snapshot()));
        var passes = 0;
        for (; waiting.Count > 0; passes++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready = [];
            using var inputs = WithLearnedStates(() =>
            {
                // The graph is built again for each pass, because layers may use the learned states of layers before them as constants.
                var record = RecordOf(model, symbols);
                var calls = record.AdaptiveCalls;
                var unknown = calls.Where(call => waiting.Contains(call.Layer)).Select(call => call.Output.Node).ToHashSet();
                ready.AddRange(calls.GroupBy(call => call.Layer).Where(uses => waiting.Contains(uses.Key) &&
                    !uses.Any(use => Graph.Of(use.Input).Nodes.Any(unknown.Contains))));
                if (ready.Count == 0) throw Throw.CircularAdapting(model, waiting);
                return new LayerInputs(model, symbols, record, ready.SelectMany(uses => uses).Select(use => use.Input));
            });
            if (Columns is not null) PassOverColumns(Columns, ready, inputs, read);
            else if (!AdaptFromSummaries(ready)) Pass(ready, inputs, read);
            waiting.ExceptWith(ready.Select(uses => uses.Key));
        }
        // Layers that could not be called before may not fit together, so call them once.
        if (known.IsCutShort) WithLearnedStates(() => RecordOf(model, symbols));
        using (WeightChanges.Together())
            foreach (var learned in _learned) learned();
        return new ModelAdaptReport(passes, _reports);
    }

    /// <summary>Returns the calls of adaptive layers in a model.</summary>
    public static List<AdaptiveCall> CallsOf(Model model, IReadOnlyList<Value> symbols) => RecordOf(model, symbols).AdaptiveCalls;

    /// <summary>Calls the layers of a model and returns the record of the calls.</summary>
    public static CallRecord RecordOf(Model model, IReadOnlyList<Value> symbols)
    {
        var record = new CallRecord(null, isTraining: false) { IsForAdapting = true };
        model.ApplyAll(symbols, record);
        return record;
    }

    private bool AdaptFromSummaries(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready)
    {
        if (Source is null) return false;
        var wanted = ready.Select(uses => uses.All(use => symbols.Contains(use.Input)) ? uses.Key.Summary : null).ToList();
        // Layers that need fewer quantiles can use the quantiles of the others.
        if (wanted.OfType<NumericSummary>().FirstOrDefault(numbers => numbers.Quantiles == QuantilePrecision.Full) is { } full)
            wanted = wanted.ConvertAll(request => request is NumericSummary ? full : request);
        var states = new Dictionary<SummaryRequest, AdaptState>();
        foreach (var request in wanted.Distinct())
        {
            if (request is null || Source.Summarize(request, cancellation) is not { } state) return false;
            if (state.Rows == 0) throw Throw.NoRows(ready[0].Key);
            states[request] = state;
        }
        // The rows must be read to report the row of a refused value.
        if (ready.Zip(wanted).Any(pair => pair.First.Key.Refuses(states[pair.Second!]))) return false;
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(states.Values.Max(state => state.Rows));
        Take(ready.Zip(wanted, (uses, request) => (uses.Key, states[request!])));
        return true;
    }

    // Only the columns for which the source cannot compute statistics are read.
    private void PassOverColumns(ColumnSource columns, List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, LayerInputs all,
        Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        var computed = new ColumnSummaries(columns, symbols).Of(ready, cancellation).ToList();
        cancellation.ThrowIfCancellationRequested();
        Take(computed);
        var layers = ready.Select(uses => uses.Key).Except(computed.Select(one => one.Layer)).ToHashSet();
        if (layers.Count == 0)
        {
            progress?.Report(computed.Max(one => one.State.Rows));
            return;
        }
        if (layers.Count == ready.Count)
        {
            Pass(ready, all, read);
            return;
        }
        List<IGrouping<AdaptiveLayer, AdaptiveCall>> left = [];
        using var inputs = WithLearnedStates(() =>
        {
            // A graph of only the remaining layers, so that no other column is read.
            var record = RecordOf(model, symbols);
            left.AddRange(record.AdaptiveCalls.Where(call => layers.Contains(call.Layer)).GroupBy(call => call.Layer));
            return new LayerInputs(model, symbols, record, left.SelectMany(uses => uses).Select(use => use.Input));
        });
        Pass(left, inputs, read);
    }

    private void Pass(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, LayerInputs inputs,
        Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        var seen = new List<Observation>();
        foreach (var uses in ready)
        {
            var names = Columns is null
                ? symbols is [var input] && uses.All(use => InputNames.IsInPlace(use.Input, input)) ? FeatureNames : null
                : uses.ToList() is [var only] ? Columns.NamesOf(only, symbols) : null;
            seen.AddRange(Enumerable.Repeat(new Observation(uses.Key, null, names, uses == ready[0] ? progress : null, cancellation),
                uses.Count()));
        }
        var before = new RowsBefore(0, InBatches: true);
        foreach (var batch in read(new PassNeeds(inputs.InputsRead, ready.Exists(uses => uses.Key.NeedsLabels))))
        {
            foreach (var (tensor, observation) in inputs.Read(batch.Inputs, before).Zip(seen))
                observation.Add(tensor, observation.Layer.NeedsLabels ? batch.Labels : null, null);
            before = before.And(batch.Rows);
        }

        var states = seen.Distinct().Select(observation => observation.Finish()).ToList();
        Take(ready.Zip(states, (uses, state) => (uses.Key, state.State, state.Data)));
    }

    private void Take(IEnumerable<(AdaptiveLayer Layer, AdaptState State)> learned) => Take(learned.Select(one =>
    {
        one.Layer.RequireFit(one.State);
        return (one.Layer, one.State, one.State.DataShape);
    }));

    // Takes all states in one call, because each call gives every layer of the model its learned state and restores the earlier state.
    private void Take(IEnumerable<(AdaptiveLayer Layer, AdaptState State, Shape Data)> learned) => WithLearnedStates(() =>
    {
        foreach (var (layer, state, data) in learned)
        {
            _reports.Add(KeyValuePair.Create(layer.Path, layer.Take(state, data)));
            _learned.Add(layer.Snapshot());
        }
        return true;
    });

    /// <summary>Runs a function while the layers have the states that they learned so far, then restores their earlier states. Another
    /// thread that predicts while the model adapts must see either all new states or none.</summary>
    private T WithLearnedStates<T>(Func<T> what)
    {
        using (WeightChanges.Together())
        {
            try
            {
                foreach (var learned in _learned) learned();
                return what();
            }
            finally
            {
                foreach (var undo in _before) undo();
            }
        }
    }
}
