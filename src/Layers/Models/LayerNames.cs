namespace Layers;

/// <summary>The names of a model's layers, each of them once.</summary>
internal sealed class LayerNames(Model model)
{
    private readonly HashSet<string> _taken = [];

    // Of each beginning of names, the first number that may be free.
    private readonly Dictionary<string, int> _next = [];

    /// <summary>Gives a layer with a default name another number where the name is taken: one that is free in every model that the layer is
    /// in.</summary>
    /// <exception cref="ArgumentException">The name is taken, and was given.</exception>
    public void Name(Layer layer)
    {
        if (!_taken.Contains(layer.Name)) return;
        if (!layer.HasDefaultName) throw Throw.LayerNameTaken(model, layer);
        var number = _next.GetValueOrDefault(layer.NameStem, 1);
        while (layer.NamesAround.Append(_taken).Any(names => names.Contains($"{layer.NameStem}_{number}"))) number++;
        _next[layer.NameStem] = number;
        layer.Name = $"{layer.NameStem}_{number}";
    }

    public void Add(Layer layer)
    {
        _taken.Add(layer.Name);
        layer.NamesAround.Add(_taken);
    }
}
