namespace Layers;

/// <summary>Adapts every adaptive layer of a model: all that wait for no other in one pass over the data, then those that waited for these.</summary>
/// <param name="model">The model; its inputs are known.</param>
/// <param name="symbols">Its inputs.</param>
/// <param name="progress">Told the rows read so far in each pass.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ModelAdapting(Model model, IReadOnlyList<Value> symbols, IProgress<long>? progress, CancellationToken cancellation)
{
    private readonly List<KeyValuePair<string, AdaptReport>> _reports = [];

    /// <summary>Where the statistics of the only input may be computed in place of reading; null for nowhere.</summary>
    public RowSource? Source { get; init; }

    /// <summary>What the features of the only input are called; null where nobody says.</summary>
    public IReadOnlyList<string>? FeatureNames { get; init; }

    /// <summary>Adapts, or leaves every layer as it was.</summary>
    /// <param name="read">Reads all batches from the first on, each a tensor for each input.</param>
    public ModelAdaptReport Run(Func<IEnumerable<IReadOnlyList<TensorData>>> read)
    {
        var waiting = CallsOf(model, symbols).Select(call => call.Layer).Where(layer => layer.Given is null).ToHashSet();
        if (waiting.Count == 0) throw Throw.NothingToAdapt(model);
        var goBack = waiting.Select(layer => layer.Snapshot()).ToList();
        var passes = 0;
        try
        {
            for (; waiting.Count > 0; passes++)
            {
                // Anew for each pass: what a layer has learned may be written into the graph of what follows it.
                var calls = CallsOf(model, symbols);
                var ready = calls.GroupBy(call => call.Layer).Where(uses => waiting.Contains(uses.Key) && !uses.Any(use => WaitsFor(use, calls, waiting))).ToList();
                if (ready.Count == 0) throw Throw.LayersWaitForEachOther(model, waiting);
                cancellation.ThrowIfCancellationRequested();
                if (!Summarized(ready)) Pass(ready, read);
                waiting.ExceptWith(ready.Select(uses => uses.Key));
            }
        }
        catch
        {
            foreach (var undo in goBack) undo();
            throw;
        }
        return new ModelAdaptReport(passes, _reports);
    }

    /// <summary>The uses of adaptive layers in a model.</summary>
    public static List<AdaptiveCall> CallsOf(Model model, IReadOnlyList<Value> symbols)
    {
        var context = new TrainingContext(Ops.Constant(TensorData.Scalar(0L)), isTraining: false);
        model.ApplyAll(symbols, context);
        return context.AdaptiveCalls;
    }

    private static bool WaitsFor(AdaptiveCall use, List<AdaptiveCall> calls, HashSet<AdaptiveLayer> waiting)
    {
        var before = Graph.Of(use.Input).Nodes.ToHashSet();
        return calls.Any(other => waiting.Contains(other.Layer) && before.Contains(other.Output.Node));
    }

    private bool Summarized(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready)
    {
        if (Source is null || !ready.All(uses => uses.All(use => symbols.Contains(use.Input)) && uses.Key.AxesOf(2).AsSpan().SequenceEqual([1]))) return false;
        var precision = ready.Any(uses => uses.Key.NeedsQuantiles) ? QuantilePrecision.Full : QuantilePrecision.Sampled;
        if (Source.Summarize(new SummaryRequest(precision), cancellation) is not { } state) return false;
        if (state.Rows == 0) throw Throw.NoRows(ready[0].Key);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(state.Rows);
        foreach (var uses in ready)
        {
            uses.Key.RequireFit(state);
            Take(uses.Key, state, state.Space.Shape);
        }
        return true;
    }

    private void Pass(List<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, Func<IEnumerable<IReadOnlyList<TensorData>>> read)
    {
        var seen = new List<(Value Input, Observation By)>();
        foreach (var uses in ready)
        {
            var names = uses.All(use => symbols.Contains(use.Input)) ? FeatureNames : null;
            var observation = new Observation(uses.Key, null, names, uses == ready[0] ? progress : null, cancellation);
            seen.AddRange(uses.Select(use => (use.Input, observation)));
        }
        using var inputs = new LayerInputs(model, symbols, seen.Select(pair => pair.Input));
        foreach (var batch in read())
            foreach (var (tensor, pair) in inputs.Read(batch).Zip(seen)) pair.By.Add(tensor, null);

        var states = seen.Select(pair => pair.By).Distinct().Select(observation => observation.Finish()).ToList();
        foreach (var (uses, (state, data)) in ready.Zip(states)) Take(uses.Key, state, data);
    }

    private void Take(AdaptiveLayer layer, AdaptState state, Shape data) => _reports.Add(KeyValuePair.Create(layer.Path, layer.Take(state, data)));
}
