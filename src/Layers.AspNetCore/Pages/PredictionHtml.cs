namespace Layers.AspNetCore;

/// <summary>Writes predictions.</summary>
internal static class PredictionHtml
{
    private const int Most = 100;
    private const double BarWidth = 120, BarHeight = 12;

    /// <summary>Writes the prediction of a row; several outputs each under their name.</summary>
    public static void Write(Markup page, IReadOnlyList<ModelOutput> outputs, Prediction answer)
    {
        foreach (var output in outputs)
        {
            if (outputs.Count > 1) page.Element("h3", Figures.Name(output.Name)).Line();
            Write(page, output, outputs.Count > 1 ? answer[output.Name] : answer);
        }
    }

    private static void Write(Markup page, ModelOutput output, Prediction answer)
    {
        if (!PredictionJson.HasLabel(output))
        {
            Values(page, output, answer.Values);
            return;
        }
        if (!output.Scale.HasProbabilities())
        {
            Result(page, Figures.Name(answer.Label), null);
            return;
        }
        var labels = PredictionJson.IsOfSeveralLabels(output) ? answer.Labels() : null;
        if (labels is null) Result(page, Figures.Name(answer.Label), Figures.Share(answer.Probability));
        else if (labels.Count == 0) Result(page, "No label", null);
        else Result(page, string.Join(", ", labels.Select(label => Figures.Name(label))), null);
        Probabilities(page, output, answer);
    }

    private static void Probabilities(Markup page, ModelOutput output, Prediction answer)
    {
        var all = answer.Top(output.Classes!.Count);
        var of = output.LabelColumns is [var column] ? $" of {Figures.Name(column)}" : "";
        string[] titles = ["class", " probability"];
        PageTable.Begin(page, $"The classes{of}, the likeliest first", titles);
        foreach (var (label, probability) in all.Take(Most))
        {
            page.Open("tr");
            PageTable.Cell(page, 0, titles[0], Figures.Name(label));
            page.Open("td", ("class", "number bar-cell")).Text(Figures.Share(probability));
            Bar(page, probability);
            page.Close().Close().Line();
        }
        PageTable.End(page);
        if (all.Count > Most) page.Element("p", $"And {Figures.Count(all.Count - Most)} less likely classes.").Line();
    }

    // Hidden from screen readers, because the number beside the bar has the same value.
    private static void Bar(Markup page, float probability)
    {
        page.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "layers-figure"), ("aria-hidden", "true"),
            ("width", Figures.Place(BarWidth + 2)), ("height", Figures.Place(BarHeight + 2)));
        if (probability > 0) Drawing.Rectangle(page, "bar", 1, 1, Math.Max(1, BarWidth * Math.Min(probability, 1)), BarHeight);
        page.Close();
    }

    private static void Values(Markup page, ModelOutput output, ReadOnlySpan<float> values)
    {
        var name = Figures.Name(output.LabelColumns is [var column] ? column : output.Name);
        if (values is [var only])
        {
            page.Element("p", name, ("class", "soft"));
            Result(page, Number(only), null);
            return;
        }
        string[] titles = ["place", " value"];
        PageTable.Begin(page, $"The {Figures.Count(values.Length)} numbers of {name}, in order from 0", titles);
        for (var i = 0; i < Math.Min(values.Length, Most); i++)
        {
            page.Open("tr");
            PageTable.Cell(page, 0, titles[0], Figures.Count(i));
            PageTable.Cell(page, 1, titles[1], Number(values[i]));
            page.Close().Line();
        }
        PageTable.End(page);
        if (values.Length > Most) page.Element("p", $"And {Figures.Count(values.Length - Most)} more.").Line();
    }

    private static void Result(Markup page, string what, string? share)
    {
        page.Open("p", ("class", "result")).Element("strong", what);
        if (share is not null) page.Text($" {share}");
        page.Close().Line();
    }

    private static string Number(float value) => float.IsNaN(value) ? "NaN" : ColumnField.Number(value);
}
