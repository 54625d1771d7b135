namespace Layers;

/// <summary>Writes the distributions that layers learned, beside those of today.</summary>
internal static class FeaturesHtml
{
    public static void Write(Markup page, ModelReport report)
    {
        var features = report.Features;
        if (features.Shown.Count > 0)
        {
            page.Open("p", ("class", "key"));
            if (report.Skew is null) page.Text("The distributions of the data that each layer was adapted to.");
            else
            {
                Key(page, "filled", "filled: training");
                Key(page, "outlined", "dashed: the rows of today");
                if (features.Shown.Any(feature => feature.CategoryShares.Any(share => share.IsNew)))
                    Key(page, "fresh", "filled: a category that training did not see");
                page.Text("Bars at the sides of a chart are values outside of the range of training.");
            }
            page.Close().Line().Open("div", ("class", "cards")).Line();
            foreach (var feature in features.Shown) Card(page, feature);
            page.Close().Line();
        }
        if (ReportWords.Others(features) is { } others) page.Element("p", others).Line();
        if (features.Shown.Count > 0)
        {
            page.Open("details").Element("summary", "These features as a table").Line();
            PageTable.Write(page, ReportTables.Features(features));
            page.Close().Line();
        }
        if (features.Else.Count == 0) return;
        page.Element("h3", "Other states").Line().Open("ul").Line();
        foreach (var (layer, text) in features.Else.Take(ReportWords.MostElse))
            page.Open("li").Element("strong", Figures.Name(layer)).Text($": {Figures.Name(text, 300)}").Close().Line();
        page.Close().Line();
        if (ReportWords.More(features.Else.Count, ReportWords.MostElse) is { } more) page.Element("p", more);
    }

    private static void Card(Markup page, ReportedFeature feature)
    {
        page.Open("figure", ("class", "card")).Open("figcaption").Element("h3", Figures.Name(feature.Name));
        if (feature.Skew is { } skew)
            page.Open("p").Element("strong", ReportWords.Signed(skew.Verdict), ("class", $"verdict {ReportWords.Of(skew.Verdict)}"))
                .Text(skew.Reason.Length == 0 ? "" : $": {Figures.Name(skew.Reason, 200)}").Close();
        page.Close().Line();
        if (feature.Numbers is { Histogram: { } histogram })
            SpreadChart.Write(page, $"Spread of {Figures.Name(feature.Name)}", Words(feature), histogram.Edges, histogram.Shares,
                feature.SharesNow);
        else if (feature.CategoryShares.Count > 0) Categories(page, feature);
        page.Element("p", Words(feature)).Line();
        string[] layers = [Last(feature.Layer), .. feature.AlsoIn.Take(3).Select(Last)];
        page.Element("p", $"Learned by {Figures.Name(feature.Type)}: {string.Join(", then ", layers)}.", ("class", "soft")).Close().Line();
    }

    private static void Key(Markup page, string kind, string text) =>
        page.Open("span").Open("i", ("class", kind)).Close().Text(text).Close().Text(" ");

    // The names of the models around a layer are the same for most layers.
    private static string Last(string layer) => Figures.Name(layer[(layer.LastIndexOf('/') + 1)..]);

    private static void Categories(Markup page, ReportedFeature feature)
    {
        // A file may hold the categories without their counts.
        if (feature.CategoryShares.All(each => double.IsNaN(each.Was) && double.IsNaN(each.Now))) return;
        BarChart.Write(page, $"Categories of {Figures.Name(feature.Name)}", Words(feature), [.. feature.CategoryShares.Select(Bar)]);
    }

    private static Bar Bar(CategoryShare share)
    {
        var now = double.IsNaN(share.Now) ? Figures.Share(share.Was) : $"{Figures.Share(share.Was)} → {Figures.Share(share.Now)}";
        return new Bar(Figures.Name(share.Category, 24), share.Was, share.Now, share.IsNew ? $"new: {Figures.Share(share.Now)}" : now,
            share.IsNew);
    }

    private static string Words(ReportedFeature feature)
    {
        if (feature.Categories is { } categories)
        {
            var seen = categories.Count is { } count ? $"{Figures.Count(count, "value")}, " : "";
            var most = string.Join(", ", feature.CategoryShares.Where(each => !each.IsNew).Take(4)
                .Select(each => Figures.Name(each.Category, 24)));
            var end = categories.Distinct > 4 ? ", …" : ".";
            return $"{seen}{Figures.Count(categories.Distinct)} distinct: {most}{end}{Missing(feature)}";
        }
        var numbers = feature.Numbers!;
        var was = numbers.IsConstant ? $"Always {Figures.Real(numbers.Mean)}"
            : $"{Figures.Real(numbers.Mean)} ± {Figures.Real(numbers.Deviation)}{Range(numbers)}";
        var now = feature.Now is { } today ? $"; today {Figures.Real(today.Mean)} ± {Figures.Real(today.Deviation)}" : "";
        var unknown = numbers.Histogram is null && !numbers.IsConstant ? " The file has no distribution of it." : "";
        return $"{was}{now}.{Missing(feature)}{unknown}";
    }

    private static string Missing(ReportedFeature feature)
    {
        var now = double.IsNaN(feature.MissingNow) ? "" : $", today {Figures.Share(feature.MissingNow)}";
        return feature.MissingWas > 0 || feature.MissingNow > 0 ? $" Missing: {Figures.Share(feature.MissingWas)}{now}." : "";
    }

    private static string Range(LearnedNumbers numbers) => double.IsInfinity(numbers.Minimum) ? ""
        : $", from {Figures.Real(numbers.Minimum)} to {Figures.Real(numbers.Maximum)}";
}
