namespace Layers.Cli;

/// <summary>Writes learned statistics as text.</summary>
internal static class LearnedText
{
    private const int MostFeatures = 200;

    public static void Write(LearnedLayer layer, Page page)
    {
        page.Heading(layer.Rows is { } rows ? $"{layer.Layer} ({layer.Type}), {Figures.Count(rows, "row")}"
            : $"{layer.Layer} ({layer.Type}): the file has no statistics of its data");
        if (layer.Numbers is { } numbers) Write(numbers, page);
        foreach (var column in layer.Categories ?? []) page.Line(Line(column));
        foreach (var weight in layer.Weights ?? [])
            page.Line($"{weight.Weight} [{string.Join(", ", weight.Shape)}]: " +
                $"{string.Join(", ", weight.Values.Take(10).Select(AlignedText.Real))}{(weight.Values.Count > 10 ? ", …" : "")}");
        if (layer.Report is { } report) page.Line(report);
    }

    private static void Write(IReadOnlyList<LearnedNumbers> features, Page page)
    {
        page.Table(
            ["feature", " count", " missing", " mean", " deviation", " minimum", " median", " maximum", "spread"],
            features.Take(MostFeatures).Select(each => new[]
            {
                each.Name ?? each.Feature.ToString(CultureInfo.InvariantCulture), Figures.Count(each.Count), Figures.Count(each.Missing),
                AlignedText.Real(each.Mean), AlignedText.Real(each.Deviation),
                End(each.Minimum),
                each.Quantiles is { } quantiles ? AlignedText.Real(quantiles[Learning.Shares.Length / 2]) : "",
                End(each.Maximum),
                each.IsConstant ? "constant" : each.Histogram?.Bars() ?? "not kept",
            }));
        if (features.Count > MostFeatures)
            page.Line($"… and {Figures.Count(features.Count - MostFeatures, "more feature")}; --json has all.");
    }

    private static string End(double value) => double.IsInfinity(value) ? "?" : AlignedText.Real(value);

    private static string Line(LearnedCategories column)
    {
        var values = column.MostFrequent.Select(each => each.Count is { } count && column.Count is > 0 and { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{Shown(each.Value)} {count} ({(double)count / all:P1})") : Shown(each.Value));
        var counted = column.Count is { } seen ? $"{Figures.Count(seen, "value")}, " : "";
        return $"{(column.Name ?? column.Feature.ToString(CultureInfo.InvariantCulture))}: {counted}{Figures.Count(column.Distinct)} " +
            $"distinct: {string.Join(", ", values)}{(column.Distinct > column.MostFrequent.Count ? ", …" : "")}";
    }

    // A blank text is visible only in quotes.
    private static string Shown(string value) => string.IsNullOrWhiteSpace(value) ? $"'{value}'" : value;
}
