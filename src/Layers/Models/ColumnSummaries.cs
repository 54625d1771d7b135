namespace Layers;

/// <summary>What layers learn of columns, computed where the rows are.</summary>
/// <param name="columns">The columns.</param>
/// <param name="symbols">The inputs of the model that they go into.</param>
internal sealed class ColumnSummaries(ColumnSource columns, IReadOnlyList<Value> symbols)
{
    /// <summary>The states of those layers for which the source computes them; the rows are to be read for all others.</summary>
    public IEnumerable<(AdaptiveLayer Layer, AdaptState State)> Of(IEnumerable<IGrouping<AdaptiveLayer, AdaptiveCall>> ready, CancellationToken cancellation)
    {
        var asked = new List<(AdaptiveLayer Layer, SummaryRequest Request, IReadOnlyList<string> Names)>();
        foreach (var uses in ready)
            if (uses.Key is { NeedsLabels: false, Summary: { } request } && uses.ToList() is [var use] && columns.ColumnsOf(use.Input, symbols) is { } names) asked.Add((uses.Key, request, names));

        // One query for the numbers of all layers: who asks for the fewest quantiles can use those of the others.
        var numbers = asked.Where(one => one.Request is NumericSummary).ToList();
        List<string> all = [.. numbers.SelectMany(one => one.Names).Distinct()];
        var places = all.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        var quantiles = numbers.Exists(one => one.Request is NumericSummary { Quantiles: QuantilePrecision.Full }) ? QuantilePrecision.Full : QuantilePrecision.Sampled;
        var moments = all.Count == 0 ? null : columns.Select(all).Summarize(new NumericSummary(quantiles), cancellation) as NumericState;
        foreach (var (layer, request, names) in asked)
        {
            var state = request is NumericSummary ? moments?.Of([.. names.Select(name => places[name])]) : columns.Select(names).Summarize(request, cancellation);
            if (state is null) continue;
            if (state.Rows == 0) throw Throw.NoRows(layer);
            // Only the rows can say where the fault is; and a missing text is a word, which files name and sources do not know.
            if (!layer.Refuses(state) && !(state is VocabularyState words && Enumerable.Range(0, words.Features).Any(column => words.Column(column).Total < words.Rows))) yield return (layer, state);
        }
    }
}
