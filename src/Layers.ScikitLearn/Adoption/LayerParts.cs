namespace Layers.ScikitLearn;

/// <summary>The layers among the parts. If the columns of a layer include a file, all results of the file are columns of the
/// layer.</summary>
internal sealed class LayerParts(IReadOnlyList<Part> parts, Questions questions)
{
    private readonly Dictionary<Part, Part> _resolved = [];
    private readonly HashSet<Part> _open = [];

    public IReadOnlyList<Part> Resolve() => [.. parts.Select(Resolved)];

    private Part Resolved(Part part)
    {
        if (part.Fitted is not FittedLayer layer) return part;
        if (_resolved.TryGetValue(part, out var known)) return known;
        // A layer that takes its own results becomes a question when it is connected.
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
