namespace Layers;

/// <summary>What some of a model's layers are called on, for batches of the model's inputs.</summary>
internal sealed class LayerInputs : IDisposable
{
    // Of each layer, which result of the session it looks at; or, as the complement, which input of the model.
    private readonly int[] _places;
    private readonly Dictionary<string, int> _inputs = [];
    private readonly HostPart? _host;
    private readonly OnnxSession? _session;

    /// <summary>Compiles the way to them; what stands before it must have its state.</summary>
    public LayerInputs(Model model, IReadOnlyList<Value> symbols, IEnumerable<Value> wanted)
    {
        var inputs = symbols.ToList();
        var made = new List<Value>();
        _places = [.. wanted.Select(value => inputs.IndexOf(value) is >= 0 and var input ? ~input : PlaceOf(value, made))];
        if (made.Count == 0) return;
        _host = HostPart.Cut(Predictor.Freeze(model, made.Select((value, i) => KeyValuePair.Create($"seen/{i}", value))), out var graph);
        _session = new OnnxSession(graph);
        for (var i = 0; i < inputs.Count; i++) _inputs[inputs[i].Name!] = i;
    }

    /// <summary>A tensor for each of the layers, in order; where a layer looks at an input of the model, that is the data as it came.</summary>
    public IReadOnlyList<TensorData> Read(IReadOnlyList<TensorData> batch)
    {
        TensorData Feed(Value input) => Casting.Cast(batch[_inputs[input.Name!]], input.Type);
        var made = _session is null ? [] : _session.Run(_host?.Feed(_session.Graph.Inputs, Feed) ?? [.. _session.Graph.Inputs.Select(Feed)]);
        return [.. _places.Select(place => place < 0 ? batch[~place] : made[place])];
    }

    public void Dispose() => _session?.Dispose();

    private static int PlaceOf(Value value, List<Value> made)
    {
        var place = made.IndexOf(value);
        if (place >= 0) return place;
        made.Add(value);
        return made.Count - 1;
    }
}
