using System.Globalization;

namespace Layers;

/// <summary>Creates the names of a feature's output columns: <c>Body Mass (g)</c>, <c>Island=Biscoe</c>, <c>Island_X_Sex=17</c>.</summary>
internal sealed class OutputNaming
{
    private readonly Functional _whole;
    private readonly Feature _feature;
    private KerasTensor _tensor;
    private IReadOnlyList<string> _names;

    // The meaning of each index if the columns hold indices; null if they do not.
    private IReadOnlyList<string>? _labels;

    private OutputNaming(Functional whole, Feature feature, KerasTensor tensor) =>
        (_whole, _feature, _tensor, _names) = (whole, feature, tensor, feature.Columns);

    public static IReadOnlyList<string> Of(Functional whole, Feature feature)
    {
        if (feature.IsCross) return feature.IsOneHot ? Numbered(feature.Name, feature.CrossingDim) : [feature.Name];
        var inputs = feature.Columns.Select(column => whole.Inputs.First(input => input.Column == column).Tensor);
        var names = new OutputNaming(whole, feature, inputs.First());
        if (feature.Joined is { } joined) names.Follow(joined);
        foreach (var layer in feature.Layers) names.Step(layer);
        return feature.IsOneHot ? names.Encoded(feature.Cardinality!.Value) : names._names;
    }

    /// <summary>Returns the meaning of each index of a layer. Repeated names get <c>#</c> and a number.</summary>
    private static string[]? Labels(Layer layer) => layer switch
    {
        IndexLookup<string> texts => Distinct(texts.Vocabulary),
        IndexLookup<long> integers => Distinct([.. integers.Vocabulary.Select(value => value.ToString(CultureInfo.InvariantCulture))]),
        Discretization { BinBoundaries: { } boundaries } => Bins(boundaries),
        _ => null,
    };

    private void Step(Layer layer)
    {
        Follow(layer);
        var width = _tensor.Shape.Rank == 2 && _tensor.Shape[1].IsKnown ? _tensor.Shape[1].Size : 0;
        if ((layer as INamesOutputs)?.ColumnNames(_names) is { } named && named.Count == width) (_names, _labels) = (named, null);
        else if (_tensor.Type.IsInteger() && width == _names.Count) _labels = Labels(layer);
        else if (layer is CategoryEncoding) (_names, _labels) = (Encoded(width), null);
        else if (Labels(layer) is { } labels) (_names, _labels) = (WithLabels(labels, width), null);
        else if (layer is Hashing) _names = Numbered(Base, width);
        else if (width != _names.Count)
            (_names, _labels) = ([.. Enumerable.Range(0, (int)width)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{Base}[{i}]"))], null);
    }

    private string Base => _names is [var only] ? only : _feature.Name;

    private void Follow(Layer layer) => _tensor = _whole.Graph.CallsOf(layer).First(call => call.Inputs.Contains(_tensor)).Outputs[0];

    private string[] Encoded(long count) => WithLabels(_labels ?? [], count);

    // Padded output columns have no label, so they are numbered.
    private string[] WithLabels(IReadOnlyList<string> labels, long count) =>
        [.. labels.Take((int)count).Select(label => $"{Base}={label}"),
            .. Enumerable.Range(labels.Count, Math.Max(0, (int)count - labels.Count))
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{Base}={i}"))];

    private static string[] Numbered(string name, long count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}={i}"))];

    private static string[] Distinct(IReadOnlyList<string> words)
    {
        var seen = new Dictionary<string, int>();
        return [.. words.Select(word => (seen[word] = seen.GetValueOrDefault(word) + 1) is > 1 and var count
            ? string.Create(CultureInfo.InvariantCulture, $"{word}#{count}") : word)];
    }

    private static string[] Bins(IReadOnlyList<double> boundaries)
    {
        string End(int i) => i < 0 ? "-∞" : i == boundaries.Count ? "∞" : boundaries[i].ToString("G9", CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, boundaries.Count + 1).Select(i => $"[{End(i - 1)}, {End(i)})")];
    }
}
