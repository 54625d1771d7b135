namespace Layers.AspNetCore;

/// <summary>Writes the answer to a form: the prediction and the findings, or the faults.</summary>
internal static class AnswerHtml
{
    // Some programs cut off longer addresses.
    private const int LongestLink = 2000;

    /// <summary>Returns the title of the section; null if nothing was entered.</summary>
    public static string? TitleOf(ModelView view) => view switch
    {
        { Prediction: not null } => "Prediction",
        { Row.IsRight: false } => "The entered values do not fit",
        { Problem: { } problem } => problem.Title.TrimEnd('.'),
        _ => null,
    };

    /// <summary>Writes the content of the section.</summary>
    public static void Write(Markup page, ModelView view)
    {
        if (view.Prediction is not { } prediction)
        {
            Errors(page, view);
            return;
        }
        PredictionHtml.Write(page, view.Loaded.Shape.Outputs, prediction);
        page.Element("h3", "Compared with training").Line();
        Unlike(page, view);
        var link = view.Entered!.ToQuery(view.Form!.Fields.Select(field => field.Name));
        if (link.Length > LongestLink) return;
        page.Open("p", ("class", "soft"))
            .Element("a", "A link to this prediction", ("href", $"{view.Address.Here}{link}#{ModelView.Answer}"))
            .Text(" has what was entered in its address.").Close().Line();
    }

    private static void Errors(Markup page, ModelView view)
    {
        page.Open("ul").Line();
        foreach (var field in view.Form?.Fields ?? [])
            if (view.ErrorOf(field.Name) is { } error) Item(page, field, "different", $"✗ {error}");
        foreach (var other in view.Row?.Others ?? []) Item(page, null, "different", $"✗ {other}");
        if (view.Problem is { } problem) Item(page, null, "different", $"✗ {problem.Detail}");
        page.Close().Line();
    }

    private static void Unlike(Markup page, ModelView view)
    {
        if (view.Findings is not { } findings)
        {
            page.Element("p", "The file has no statistics of the training data, so the row cannot be compared with it.").Line();
            return;
        }
        if (findings.Count == 0)
        {
            page.Element("p", "✓ alike: no value in this row differs from training.", ("class", "verdict alike")).Line();
            return;
        }
        var verdict = $"△ {Figures.Count(findings.Count, "value")} unlike training: doubt the prediction.";
        page.Element("p", verdict, ("class", "verdict shifted")).Line().Open("ul").Line();
        foreach (var finding in findings)
            Item(page, view.Form!.Fields.FirstOrDefault(field => field.Name == finding.Column), null, finding.Text);
        page.Close().Line();
    }

    private static void Item(Markup page, FormField? field, string? kind, string text)
    {
        page.Open("li", ("class", kind));
        if (field is not null) page.Element("a", Figures.Name(field.Name), ("href", $"#{field.Id}")).Text(": ");
        page.Text(text).Close().Line();
    }
}
