namespace Layers;

/// <summary>Adapts every adaptive layer of a model: all that wait for no other in one pass over the data, then those that waited for
/// these.</summary>
/// <param name="model">The model; its inputs are known.</param>
/// <param name="symbols">Its inputs.</param>
/// <param name="progress">Told the rows read so far in each pass.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ModelAdapting(Model model, IReadOnlyList<Value> symbols, IProgress<long>? progress, CancellationToken cancellation)
{
    private readonly List<KeyValuePair<string, AdaptReport>> _reports = [];

    // What brings layers back to where they were, and to what they have learned so far.
    private readonly List<Action> _before = [], _learned = [];

    /// <summary>Where the statistics of the only input may be computed in place of reading; null for nowhere.</summary>
    public RowSource? Source { get; init; }

    /// <summary>The columns that go into the inputs one by one, whose statistics may be computed in place of reading; null where inputs are
    /// no columns.</summary>
    public ColumnSource? Columns { get; init; }

    /// <summary>What the features of the only input are called; null where nobody says.</summary>
    public IReadOnlyList<string>? FeatureNames { get; init; }

    /// <summary>Adapts, or leaves every layer as it was.</summary>
    /// <param name="read">Reads all batches from the first on.</param>
    public ModelAdaptReport Run(Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        var known = RecordOf(model, symbols);
        // Whatever waits for a layer that does not know its output yet has not been called.
        var learners = known.AdaptiveCalls.Select(call => call.Layer).Concat(known.IsCutShort ? Changing.Tree(model).OfType<AdaptiveLayer>() : []);
        var waiting = learners.Where(layer => layer.Given is null).ToHashSet();
        if (waiting.Count == 0) return model.LearnsTypes ? new ModelAdaptReport(0, []) : throw Throw.NothingToAdapt(model);
        using var change = Changing.Begin(nameof(Model.Adapt), model, waiting, Changing.Tree(model));
        _before.AddRange(waiting.Select(layer => layer.Snapshot()));
        var passes = 0;
        for (; waiting.Count > 0; passes++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready = [];
            using var inputs = WithLearned(() =>
            {
                // Anew for each pass: what a layer has learned may be written into the graph of what follows it.
                var record = RecordOf(model, symbols);
                var calls = record.AdaptiveCalls;
                var unknown = calls.Where(call => waiting.Contains(call.Layer)).Select(call => call.Output.Node).ToHashSet();
                ready.AddRange(calls.GroupBy(call => call.Layer).Where(uses => waiting.Contains(uses.Key) && !uses.Any(use => Graph.Of(use.Input).Nodes.Any(unknown.Contains))));
                if (ready.Count == 0) throw Throw.LayersWaitForEachOther(model, waiting);
                return new LayerInputs(model, symbols, record, ready.SelectMany(uses => uses).Select(use => use.Input));
            });
            if (Columns is not null) PassOverColumns(Columns, ready, inputs, read);
            else if (!Summarized(ready)) Pass(ready, inputs, read);
            waiting.ExceptWith(ready.Select(uses => uses.Key));
        }
        // What nobody could call before may not fit together.
        if (known.IsCutShort) WithLearned(() => RecordOf(model, symbols));
        using (WeightChanges.Together())
            foreach (var learned in _learned) learned();
        return new ModelAdaptReport(passes, _reports);
    }

    /// <summary>The uses of adaptive layers in a model.</summary>
    public static List<AdaptiveCall> CallsOf(Model model, IReadOnlyList<Value> symbols) => RecordOf(model, symbols).AdaptiveCalls;

    /// <summary>What the layers of a model say of themselves.</summary>
    public static CallRecord RecordOf(Model model, IReadOnlyList<Value> symbols)
    {
        var record = new CallRecord(null, isTraining: false) { IsForAdapting = true };
        model.ApplyAll(symbols, record);
        return record;
    }

    private bool Summarized(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready)
    {
        if (Source is null) return false;
        var wanted = ready.Select(uses => uses.All(use => symbols.Contains(use.Input)) ? uses.Key.Summary : null).ToList();
        // Who asks for the fewest quantiles can use those of the others.
        if (wanted.OfType<NumericSummary>().FirstOrDefault(numbers => numbers.Quantiles == QuantilePrecision.Full) is { } full) wanted = wanted.ConvertAll(request => request is NumericSummary ? full : request);
        var states = new Dictionary<SummaryRequest, AdaptState>();
        foreach (var request in wanted.Distinct())
        {
            if (request is null || Source.Summarize(request, cancellation) is not { } state) return false;
            if (state.Rows == 0) throw Throw.NoRows(ready[0].Key);
            states[request] = state;
        }
        // Only the rows can say where the fault is.
        if (ready.Zip(wanted).Any(pair => pair.First.Key.Refuses(states[pair.Second!]))) return false;
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(states.Values.Max(state => state.Rows));
        Take(ready.Zip(wanted, (uses, request) => (uses.Key, states[request!])));
        return true;
    }

    // What the source cannot compute is read, and only that.
    private void PassOverColumns(ColumnSource columns, List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, LayerInputs all, Func<PassNeeds, IEnumerable<AdaptInputs>> read)
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
        using var inputs = WithLearned(() =>
        {
            // A graph of those alone, so that no other column is read.
            var record = RecordOf(model, symbols);
            left.AddRange(record.AdaptiveCalls.Where(call => layers.Contains(call.Layer)).GroupBy(call => call.Layer));
            return new LayerInputs(model, symbols, record, left.SelectMany(uses => uses).Select(use => use.Input));
        });
        Pass(left, inputs, read);
    }

    private void Pass(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, LayerInputs inputs, Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        var seen = new List<Observation>();
        foreach (var uses in ready)
        {
            var names = Columns is null
                ? symbols is [var input] && uses.All(use => InputNames.IsInPlace(use.Input, input)) ? FeatureNames : null
                : uses.ToList() is [var only] ? Columns.NamesOf(only, symbols) : null;
            seen.AddRange(Enumerable.Repeat(new Observation(uses.Key, null, names, uses == ready[0] ? progress : null, cancellation), uses.Count()));
        }
        var before = new RowsBefore(0, InBatches: true);
        foreach (var batch in read(new PassNeeds(inputs.InputsRead, ready.Exists(uses => uses.Key.NeedsLabels))))
        {
            foreach (var (tensor, observation) in inputs.Read(batch.Inputs, before).Zip(seen)) observation.Add(tensor, observation.Layer.NeedsLabels ? batch.Labels : null, null);
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

    // All at once: each time, every layer of the model goes to what it has learned and back.
    private void Take(IEnumerable<(AdaptiveLayer Layer, AdaptState State, Shape Data)> learned) => WithLearned(() =>
    {
        foreach (var (layer, state, data) in learned)
        {
            _reports.Add(KeyValuePair.Create(layer.Path, layer.Take(state, data)));
            _learned.Add(layer.Snapshot());
        }
        return true;
    });

    /// <summary>Does something while layers are what they have learned so far. Before and after they are what they were: whoever predicts
    /// while the model adapts must see all of it or nothing.</summary>
    private T WithLearned<T>(Func<T> what)
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
