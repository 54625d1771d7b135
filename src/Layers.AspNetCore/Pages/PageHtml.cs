namespace Layers.AspNetCore;

/// <summary>Writes the pages that do not belong to one model: the list of models, and errors.</summary>
internal static class PageHtml
{
    /// <summary>Begins a page.</summary>
    public static void Begin(Markup page, string title) => PageFrame.Begin(page, title, PageStyles.All, policy: null);

    /// <summary>Returns the list of models.</summary>
    public static Markup List(IReadOnlyDictionary<string, ServedModel> models, PageAddress address)
    {
        var page = new Markup();
        Begin(page, "Models");
        page.Open("main").Element("h1", "Models").Line();
        if (models.Count == 0) page.Element("p", "No model is served.").Line();
        else
        {
            string[] titles = ["model", "version", "state"];
            PageTable.Begin(page, Figures.Count(models.Count, "model"), titles);
            foreach (var (name, model) in models.OrderBy(each => each.Key, StringComparer.Ordinal))
            {
                page.Open("tr").Open("th", ("scope", "row")).Element("a", Figures.Name(name), ("href", address.Of(name))).Close();
                PageTable.Cell(page, 1, titles[1], model.Version is { } version ? version[..12] : Figures.Unknown);
                PageTable.Cell(page, 2, titles[2], StateOf(model));
                page.Close().Line();
            }
            PageTable.End(page);
        }
        page.Close().Line();
        return PageFrame.End(page);
    }

    // The reason why a file cannot be loaded has its path, which clients must not see.
    private static string StateOf(ServedModel model) => (model.Fault is null, model.Version is null) switch
    {
        (true, true) => "loaded on the first request",
        (true, false) => "✓ served",
        (false, true) => "✗ not served: its file cannot be loaded. The log of the server says why.",
        (false, false) => "✗ the previous version is served: the current file cannot be loaded. The log of the server says why.",
    };

    /// <summary>Returns the page of an error.</summary>
    public static Markup Of(Problem problem, PageAddress address)
    {
        var page = new Markup();
        Begin(page, $"Error: {problem.Title}");
        page.Open("main").Element("h1", problem.Title).Line().Element("p", problem.Detail).Line()
            .Open("p").Element("a", "All models", ("href", address.List)).Close().Close().Line();
        return PageFrame.End(page);
    }
}
