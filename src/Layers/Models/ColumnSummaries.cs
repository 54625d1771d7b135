namespace Layers;

/// <summary>Lets the source compute the states that layers learn from columns, instead of reading the rows.</summary>
/// <param name="columns">The columns.</param>
/// <param name="symbols">The inputs of the model.</param>
internal sealed class ColumnSummaries(ColumnSource columns, IReadOnlyList<Value> symbols)
{
    /// <summary>Returns the states of the layers for which the source can compute them. All other layers need the rows.</summary>
    public IEnumerable<(AdaptiveLayer Layer, AdaptState State)> Of(IEnumerable<IGrouping<AdaptiveLayer, AdaptiveCall>> ready,
        CancellationToken cancellation)
    {
        var asked = new List<(AdaptiveLayer Layer, SummaryRequest Request, IReadOnlyList<string> Names)>();
        foreach (var uses in ready)
            if (uses.Key is { NeedsLabels: false, Summary: { } request } && uses.ToList() is [var use]
                && columns.ColumnsOf(use.Input, symbols) is { } names) asked.Add((uses.Key, request, names));

        // One query computes the numbers of all layers. Layers that need fewer quantiles can use the quantiles of the others.
        var numbers = asked.Where(one => one.Request is NumericSummary).ToList();
        List<string> all = [.. numbers.SelectMany(one => one.Names).Distinct()];
        var places = all.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        var quantiles = numbers.Exists(one => one.Request is NumericSummary { Quantiles: QuantilePrecision.Full })
            ? QuantilePrecision.Full : QuantilePrecision.Sampled;
        var moments = all.Count == 0 ? null : columns.Select(all).Summarize(new NumericSummary(quantiles), cancellation) as NumericState;
        foreach (var (layer, request, names) in asked)
        {
            var state = request is NumericSummary
                ? moments?.Of([.. names.Select(name => places[name])]) : columns.Select(names).Summarize(request, cancellation);
            if (state is null) continue;
            if (state.Rows == 0) throw Throw.NoRows(layer);
            // The rows must be read to report the row of a refused value. They must also be read if texts are missing, because only the
            // inputs of the model know the text that replaces them.
            if (!layer.Refuses(state) && !(state is VocabularyState words
                && Enumerable.Range(0, words.Features).Any(column => words.Column(column).Total < words.Rows))) yield return (layer, state);
        }
    }
}
