using System.Globalization;

namespace Layers;

/// <summary>Returns the learned statistics of layers and states.</summary>
internal static class Learning
{
    /// <summary>The shares of the quantiles.</summary>
    public static readonly double[] Shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    private const int MostValues = 100;

    /// <summary>Returns the adaptive layers of a model, each once, with their names.</summary>
    public static IReadOnlyList<(string Name, AdaptiveLayer Layer)> LayersOf(Model model)
    {
        var seen = new HashSet<Layer>(ReferenceEqualityComparer.Instance);
        return [.. LayerPlaces.Of(model).Where(place => place.Original is AdaptiveLayer && seen.Add(place.Original))
            .Select(place => (place.Original.Path, (AdaptiveLayer)place.Original))];
    }

    /// <summary>Returns the learned statistics of a layer.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="most">The most categories to list.</param>
    public static LearnedLayer Of(string name, AdaptiveLayer layer, int most)
    {
        var type = layer.GetType().Name;
        if (layer.Report is { } report) return Of(name, type, report, most);
        IReadOnlyList<LearnedCategories>? categories = Vocabulary(layer) is { } words
            ? [new(0, null, null, words.Count, [.. words.Take(most).Select(word => new CategoryCount(word, null))])] : null;
        return new LearnedLayer(name, type, null, null, categories,
            [.. layer.Weights.Where(weight => weight.Type != DType.String).Select(Of)], null);
    }

    /// <summary>Returns the learned statistics of a state.</summary>
    public static LearnedLayer Of(string name, AdaptState state, int most) => Of(name, state.GetType().Name, state.Report, most);

    private static LearnedLayer Of(string name, string type, AdaptReport report, int most)
    {
        if (report is VocabularyReport words)
            return new(name, type, report.Rows, null,
                [.. words.Columns.Select(column => new LearnedCategories(column.Index, column.Name, column.Count, column.Distinct,
                [.. column.MostFrequent.Take(most).Select(value => new CategoryCount(value.Value, value.Count))]))], null, null);
        if (report.Features.Count > 0) return new(name, type, report.Rows, [.. report.Features.Select(Of)], null, null, null);
        return new(name, type, report.Rows, null, null, null, report.ToString());
    }

    private static LearnedNumbers Of(FeatureReport feature) => new(
        feature.Index, feature.Name, feature.Count, feature.Missing, feature.Mean, Math.Sqrt(feature.Variance), feature.Minimum,
            feature.Maximum, feature.IsConstant,
        feature.HasQuantiles ? Array.ConvertAll(Shares, feature.Quantile) : null,
        feature.HasQuantiles && feature.HasRange ? Histogram.Of(feature) : null);

    private static LearnedWeight Of(Weight weight)
    {
        var values = Casting.Cast(weight.Value, DType.Float64).ToArray<double>();
        return new(weight.Name, weight.Value.Shape.ToArray(), [.. values.Take(MostValues)]);
    }

    private static IReadOnlyList<string>? Vocabulary(AdaptiveLayer layer) => layer switch
    {
        IndexLookup<string> texts => texts.GetVocabulary(includeSpecialTokens: false),
        IndexLookup<long> integers => [.. integers.GetVocabulary(includeSpecialTokens: false)
            .Select(value => value.ToString(CultureInfo.InvariantCulture))],
        _ => null,
    };
}
