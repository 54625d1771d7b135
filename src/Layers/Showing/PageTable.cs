namespace Layers;

/// <summary>Tables that are read by eyes and by screen readers: a caption, titles of columns, and the first cell of a row as its title.</summary>
internal static class PageTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="page">Where.</param>
    /// <param name="caption">What it is about.</param>
    /// <param name="titles">Of the columns; those that begin with a blank have numbers and stand to the right.</param>
    /// <param name="rows">As many cells as titles.</param>
    public static void Write(Markup page, string caption, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        Begin(page, caption, titles);
        foreach (var row in rows)
        {
            page.Open("tr");
            for (var column = 0; column < row.Count; column++) Cell(page, column, titles[column], row[column]);
            page.Close().Line();
        }
        End(page);
    }

    /// <summary>Begins a table whose rows are written by the caller.</summary>
    public static void Begin(Markup page, string caption, IReadOnlyList<string> titles)
    {
        // What is wider than the page is scrolled, and so it can be reached by keyboard.
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)).Open("table").Element("caption", caption).Open("thead").Open("tr");
        foreach (var title in titles) page.Element("th", title.Trim(), ("scope", "col"), ("class", title.StartsWith(' ') ? "number" : null));
        page.Close().Close().Open("tbody").Line();
    }

    /// <summary>A cell; the first of a row is its title.</summary>
    public static void Cell(Markup page, int column, string title, string text, string? kind = null)
    {
        var isNumber = title.StartsWith(' ');
        var classes = (isNumber, kind) switch { (true, null) => "number", (true, _) => $"number {kind}", _ => kind };
        if (column == 0) page.Element("th", text, ("scope", "row"), ("class", classes));
        else page.Element("td", text, ("class", classes));
    }

    /// <summary>Ends it.</summary>
    public static void End(Markup page) => page.Close().Close().Close().Line();
}
