namespace Layers.ScikitLearn;

/// <summary>Layers among the parts, each with as many columns as the files give that stand for its columns.</summary>
internal sealed class LayerParts(IReadOnlyList<Part> parts, Questions questions)
{
    private readonly Dictionary<Part, Part> _resolved = [];
    private readonly HashSet<Part> _open = [];

    public IReadOnlyList<Part> Resolve() => [.. parts.Select(Resolved)];

    private Part Resolved(Part part)
    {
        if (part.Fitted is not FittedLayer layer) return part;
        if (_resolved.TryGetValue(part, out var known)) return known;
        // A layer over its own results is asked for where it is connected.
        if (!_open.Add(part)) return part;
        var width = part.Columns!.Sum(column => parts.FirstOrDefault(other => other.Name == column && other != part) is { } other
            ? Resolved(other).Fitted.OutputWidth : 1);
        _open.Remove(part);
        var over = layer.Over(width);
        try
        {
            _ = over.OutputWidth;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            questions.LayerRefuses(part, e);
            over = FittedLayer.Unknown(over);
        }
        return _resolved[part] = part with { Fitted = over };
    }
}
