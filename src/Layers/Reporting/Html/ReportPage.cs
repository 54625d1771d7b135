namespace Layers;

/// <summary>Writes a report as a page.</summary>
internal static class ReportPage
{
    /// <summary>Returns a whole file of HTML.</summary>
    public static string Of(ModelReport report)
    {
        var page = new Markup();
        // The policy forbids fetching and scripts, so no name in the page can cause either.
        PageFrame.Begin(page, $"{Figures.Name(report.Title)}: report", PageStyle.Report, "default-src 'none'; style-src 'unsafe-inline'");
        Write(page, report, isWhole: true);
        return PageFrame.End(page).ToString();
    }

    /// <summary>Writes the body.</summary>
    /// <param name="page">The page.</param>
    /// <param name="report">The report.</param>
    /// <param name="isWhole">Whether the report is the whole page, and not a part of another page, which has its own main element.</param>
    public static void Write(Markup page, ModelReport report, bool isWhole)
    {
        var sections = Sections(report);
        if (isWhole)
        {
            page.Element("a", "Skip to the report", ("class", "skip"), ("href", "#report")).Line().Open("header");
            Head(page, report);
            page.Close().Line();
            Nav(page, sections);
            page.Open("main", ("id", "report"), ("tabindex", "-1")).Line();
        }
        else
        {
            page.Open("div");
            Head(page, report);
        }
        foreach (var section in sections) Write(page, section, hasId: isWhole);
        page.Close().Line();
    }

    /// <summary>Writes links to sections.</summary>
    public static void Nav(Markup page, IEnumerable<ReportSection> sections)
    {
        page.Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach (var section in sections) page.Open("li").Element("a", section.Title, ("href", $"#{section.Id}")).Close();
        page.Close().Close().Line();
    }

    /// <summary>Writes a section.</summary>
    /// <param name="page">The page.</param>
    /// <param name="section">The section.</param>
    /// <param name="hasId">Whether the section has an identifier for links, which must be unique on the page.</param>
    public static void Write(Markup page, ReportSection section, bool hasId)
    {
        var id = hasId ? section.Id : null;
        page.Open("section", ("aria-labelledby", id)).Element("h2", section.Title, ("id", id)).Line();
        section.Write(page);
        page.Close().Line();
    }

    private static void Head(Markup page, ModelReport report)
    {
        page.Element("h1", Figures.Name(report.Title)).Line();
        if (report.Skew is { } skew)
            page.Element("p", ReportWords.Verdict(skew), ("class", $"verdict {ReportWords.Of(skew.Verdict)}")).Line();
    }

    /// <summary>Returns the sections of a report.</summary>
    public static IReadOnlyList<ReportSection> Sections(ModelReport report)
    {
        List<ReportSection> sections = [new("overview", "Overview", page => Overview(page, report)),
            new("graph", "Graph", page => Graph(page, report.Diagram))];
        if (report.Features.Shown.Count + report.Features.Others + report.Features.Else.Count > 0)
            sections.Add(new("features", report.Skew is null ? "Features in training" : "Features in training and today", page =>
                FeaturesHtml.Write(page, report)));
        if (report.Importances.Count > 0)
            sections.Add(new("importance", "Importance of the columns", page => ImportanceHtml.Write(page, report)));
        if (report.Evaluation is { } evaluation)
            sections.Add(new("evaluation", "Evaluation", page => EvaluationHtml.Write(page, evaluation)));
        if (report.History is { } history) sections.Add(new("training", "Training", page => HistoryHtml.Write(page, history)));
        if (report.Beside is { } beside) sections.Add(new("beside", "Side by side", page => BesideHtml.Write(page, report, beside)));
        if (report.Remarks.Count > 0) sections.Add(new("remarks", "Remarks", page => Remarks(page, report)));
        return sections;
    }

    private static void Overview(Markup page, ModelReport report)
    {
        PageTable.Write(page, ReportTables.Facts(report));
        PageTable.Write(page, ReportTables.Ends(report));
    }

    /// <summary>Writes a diagram, which scrolls if it is wider than the page.</summary>
    public static void Graph(Markup page, Diagram diagram)
    {
        var name = Figures.Name(diagram.Name);
        page.Open("figure").Open("div", ("class", "scroll wide"), ("tabindex", "0"), ("role", "group"),
            ("aria-label", $"Diagram of {name}"));
        DiagramSvg.Write(page, diagram);
        const string Legend = "Boxes with an edge of another colour learn from data. The shapes are beside the arrows.";
        page.Close().Element("figcaption", $"{name}: {diagram.Words} {Legend}").Close().Line();
        page.Open("details").Element("summary", "The graph as a table").Line();
        PageTable.Write(page, ReportTables.Graph(diagram));
        page.Close().Line();
    }

    private static void Remarks(Markup page, ModelReport report)
    {
        page.Open("ul").Line();
        foreach (var remark in report.Remarks.Take(ReportWords.MostRemarks)) page.Element("li", Figures.Name(remark, 500)).Line();
        page.Close().Line();
        if (ReportWords.More(report.Remarks.Count, ReportWords.MostRemarks) is { } more) page.Element("p", more);
    }
}
