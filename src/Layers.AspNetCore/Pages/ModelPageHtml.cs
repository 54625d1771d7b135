namespace Layers.AspNetCore;

/// <summary>Writes the page of a model: the form, the answer and the report.</summary>
internal static class ModelPageHtml
{
    /// <summary>Returns the whole page.</summary>
    public static Markup Of(ModelView view)
    {
        var (page, report, name) = (new Markup(), ReportParts.Of(view.Loaded), Figures.Name(view.Model));
        List<ReportSection> sections = [new("try", "Try the model", page => Try(page, view))];
        if (AnswerHtml.TitleOf(view) is { } title) sections.Add(new(ModelView.Answer, title, page => AnswerHtml.Write(page, view)));
        var isWrong = view.Entered is not null && view.Prediction is null;
        // A screen reader reads the title first, so it has the result.
        PageHtml.Begin(page, isWrong ? $"Error: {name}" : view.Prediction is { } ? $"Prediction: {name}" : name);
        page.Element("a", "Skip to the form", ("class", "skip"), ("href", "#try")).Line().Open("header");
        if (view.HasOthers) page.Open("p").Element("a", "All models", ("href", view.Address.List)).Close();
        page.Element("h1", name).Close().Line();
        ReportPage.Nav(page, sections.Concat(report.Sections));
        page.Open("main").Line();
        foreach (var section in sections) ReportPage.Write(page, section, hasId: true);
        page.Constant(report.Html).Close().Line()
            .Open("footer").Element("p", $"Version {view.Loaded.Version}", ("class", "soft version")).Close().Line();
        return PageFrame.End(page);
    }

    private static void Try(Markup page, ModelView view)
    {
        if (view.Form is { } form) FormHtml.Write(page, view, form);
        else page.Element("p", view.WhyNoForm!).Line();
    }
}
