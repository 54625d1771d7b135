namespace Layers.ScikitLearn;

/// <summary>Checks that columns of texts go to parts that take texts, and columns of numbers to parts that take numbers.</summary>
internal sealed class TextOrNumber(ModelEnds ends, Questions questions)
{
    // For each column of the data, the first part that takes it, and whether the part takes it as text.
    private readonly Dictionary<string, (string Taker, bool IsText)> _raw = new(StringComparer.Ordinal);

    public void Require(Connections connections, IReadOnlyList<IReadOnlyList<Source>?> feeds)
    {
        foreach (var (part, sources) in connections.Links)
            foreach (var place in part.Fitted.Taken)
                Require(connections, sources[place], part.Name, part.Fitted.TypeOf(place) == ColumnType.Text);
        for (var i = 0; i < feeds.Count; i++)
            foreach (var source in feeds[i] ?? []) Require(connections, source, ends.File, ends.Inputs[i].Type == DType.String);
    }

    private void Require(Connections connections, Source source, string taker, bool isText)
    {
        if (source.Part is { } giver)
        {
            if (giver.Fitted.OutputTypeOf(source.Place) == ColumnType.Text == isText) return;
            questions.GivesOtherType(giver, connections.OutputsOf(giver)?[source.Place], taker, isText);
        }
        else if (source.Column is { Length: > 0 } column && !_raw.TryAdd(column, (taker, isText)) && _raw[column].IsText != isText)
        {
            questions.TwoTypes(column, isText ? taker : _raw[column].Taker, isText ? _raw[column].Taker : taker);
        }
    }
}
