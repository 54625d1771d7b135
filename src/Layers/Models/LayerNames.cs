namespace Layers;

/// <summary>The names of a model's layers, which must be unique.</summary>
internal sealed class LayerNames(Model model)
{
    private readonly HashSet<string> _taken = [];

    // For each name stem, the first number that may be free.
    private readonly Dictionary<string, int> _next = [];

    /// <summary>Renames a layer with a default name if its name is taken. The new number is free in every model that has the
    /// layer.</summary>
    /// <exception cref="ArgumentException">The name is taken, and it is not a default name.</exception>
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
