namespace Layers;

/// <summary>What some of a model's layers are called on, for batches of the model's inputs.</summary>
internal sealed class LayerInputs : IDisposable
{
    // Of each layer, which result of the session it looks at; or, as the complement, which input of the model.
    private readonly int[] _places;
    private readonly (int Input, DType Type)[] _feeds = [];
    private readonly OnnxSession? _session;

    /// <summary>Compiles the way to them; what stands before it must have its state.</summary>
    public LayerInputs(Model model, IReadOnlyList<Value> symbols, IEnumerable<Value> wanted)
    {
        var inputs = symbols.ToList();
        var made = new List<Value>();
        _places = [.. wanted.Select(value => inputs.IndexOf(value) is >= 0 and var input ? ~input : PlaceOf(value, made))];
        if (made.Count == 0) return;
        _session = new OnnxSession(Predictor.Freeze(model, made.Select((value, i) => KeyValuePair.Create($"seen/{i}", value))));
        _feeds = [.. _session.Graph.Inputs.Select(feed => (inputs.FindIndex(symbol => symbol.Name == feed.Name), feed.Type))];
    }

    /// <summary>A tensor for each of the layers, in order; where a layer looks at an input of the model, that is the data as it came.</summary>
    public IReadOnlyList<TensorData> Read(IReadOnlyList<TensorData> batch)
    {
        var made = _session is null ? [] : _session.Run([.. _feeds.Select(feed => Casting.Cast(batch[feed.Input], feed.Type))]);
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
