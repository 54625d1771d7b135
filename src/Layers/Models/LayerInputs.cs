namespace Layers;

/// <summary>Computes the inputs of some of a model's layers from batches of the model's inputs.</summary>
internal sealed class LayerInputs : IDisposable
{
    // For each layer, the index of the session's result that the layer takes; if the layer takes an input of the model directly, the
    // bitwise complement of the index of that input.
    private readonly int[] _places;
    private readonly Dictionary<string, int> _inputs = [];
    private readonly Dictionary<string, Weight> _states = [];
    private readonly HostPart? _host;
    private readonly OnnxSession? _session;
    private readonly CompiledCheck[] _checks = [];
    private readonly Model _model;
    private readonly IReadOnlyList<Value> _symbols;

    // The indices of the text inputs that are read by layers before the requested layers.
    private readonly int[] _texts = [];

    /// <summary>Compiles the graph that leads to the layers. The layers in that graph must have their states.</summary>
    /// <param name="model">The model.</param>
    /// <param name="symbols">The model's inputs.</param>
    /// <param name="record">The record of the call that built the graph.</param>
    /// <param name="wanted">The inputs of the layers.</param>
    public LayerInputs(Model model, IReadOnlyList<Value> symbols, CallRecord record, IEnumerable<Value> wanted)
    {
        (_model, _symbols) = (model, symbols);
        var inputs = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < symbols.Count; i++) inputs[symbols[i]] = i;
        var made = new List<Value>();
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        _places = [.. wanted.Select(value => inputs.TryGetValue(value, out var input) ? ~input : PlaceOf(value))];
        var read = made.Count == 0 ? [] : Graph.Of([.. made]).Inputs.Where(inputs.ContainsKey).ToList();
        InputsRead = [.. _places.Where(place => place < 0).Select(place => ~place).Concat(read.Select(input => inputs[input])).Distinct()
            .Order()];
        if (made.Count == 0) return;
        _texts = [.. read.Where(input => input.Type == DType.String).Select(input => inputs[input])];
        _host = HostPart.Cut(Predictor.Freeze(model, made.Select((value, i) => KeyValuePair.Create($"seen/{i}", value))), out var graph);
        _session = new OnnxSession(graph);
        for (var i = 0; i < symbols.Count; i++) _inputs[symbols[i].Name!] = i;
        foreach (var state in model.States) _states[state.Path] = state;
        if (!model.ChecksValues || record.Checks.Count == 0) return;
        var before = Graph.Of([.. made]).Nodes.ToHashSet();
        _checks = [.. record.Checks.Where(check => check.Outputs.Any(output => before.Contains(output.Node)))
            .Select(check => new CompiledCheck(check, model, symbols, model.States, new Freshness()))];

        int PlaceOf(Value value)
        {
            if (!places.TryGetValue(value, out var place))
            {
                places[value] = place = made.Count;
                made.Add(value);
            }
            return place;
        }
    }

    /// <summary>The indices of the model's inputs that the results depend on, ascending.</summary>
    public IReadOnlyList<int> InputsRead { get; }

    /// <summary>Returns a tensor for each of the layers, in order. If a layer takes an input of the model directly, the tensor is the
    /// unchanged data.</summary>
    /// <param name="batch">A tensor for each input of the model.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="LayerException">A layer in the graph refuses a value.</exception>
    public IReadOnlyList<TensorData> Read(IReadOnlyList<TensorData> batch, RowsBefore before)
    {
        if (_session is null) return [.. _places.Select(place => batch[~place])];
        foreach (var input in _session.Graph.Inputs)
            if (_inputs.TryGetValue(input.Name!, out var place) && input.Shape[0].IsKnown && input.Shape[0] != batch[place].Shape[0])
                throw Throw.WrongBatch(input, batch[place].Shape[0].Size);
        foreach (var place in _texts) NullTexts.Refuse(_model, _symbols, _symbols[place].Name!, batch[place], before);
        foreach (var check in _checks) check.Require(batch, PredictEngine.Auto, before);
        TensorData Feed(Value input) =>
            _inputs.TryGetValue(input.Name!, out var at) ? Casting.Cast(batch[at], input.Type) : _states[input.Name!].Value;
        var made = _session.Run(_host?.Feed(_session.Graph.Inputs, Feed) ?? [.. _session.Graph.Inputs.Select(Feed)]);
        return [.. _places.Select(place => place < 0 ? batch[~place] : made[place])];
    }

    public void Dispose()
    {
        _session?.Dispose();
        _host?.Dispose();
        foreach (var check in _checks) check.Free();
    }
}
