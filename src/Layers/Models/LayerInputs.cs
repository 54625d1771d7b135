namespace Layers;

/// <summary>What some of a model's layers are called on, for batches of the model's inputs.</summary>
internal sealed class LayerInputs : IDisposable
{
    private readonly IReadOnlyList<Value> _symbols, _wanted;
    private readonly OnnxSession? _session;

    /// <summary>Compiles the way to them; what stands before it must have its state.</summary>
    public LayerInputs(Model model, IReadOnlyList<Value> symbols, IEnumerable<Value> wanted)
    {
        _symbols = symbols;
        _wanted = [.. wanted];
        var made = _wanted.Where(value => !symbols.Contains(value)).Distinct().Select((value, i) => KeyValuePair.Create(NameOf(i), value)).ToList();
        if (made.Count > 0) _session = new OnnxSession(Predictor.Freeze(model, made));
    }

    /// <summary>A tensor for each of the layers, in order; where a layer looks at an input of the model, that is the data as it came.</summary>
    public IReadOnlyList<TensorData> Read(IReadOnlyList<TensorData> batch)
    {
        var made = _session is null ? [] : _session.Run([.. _session.Graph.Inputs.Select(input => Of(input, batch))]);
        var values = _wanted.Where(value => !_symbols.Contains(value)).Distinct().ToList();
        return [.. _wanted.Select(value => _symbols.Contains(value) ? Of(value, batch, cast: false) : made[values.IndexOf(value)])];
    }

    public void Dispose() => _session?.Dispose();

    private TensorData Of(Value symbol, IReadOnlyList<TensorData> batch, bool cast = true)
    {
        var index = _symbols.ToList().FindIndex(other => other.Name == symbol.Name);
        return cast ? Casting.Cast(batch[index], symbol.Type) : batch[index];
    }

    private static string NameOf(int index) => $"seen/{index}";
}
