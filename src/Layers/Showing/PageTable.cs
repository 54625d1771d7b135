namespace Layers;

/// <summary>Writes tables for eyes and for screen readers: with a caption, titles of columns, and the first cell of a row as its
/// title.</summary>
internal static class PageTable
{
    /// <summary>Writes a table.</summary>
    public static void Write(Markup page, TableData table)
    {
        Begin(page, table.Caption, table.Titles);
        foreach (var row in table.Rows)
        {
            page.Open("tr");
            for (var column = 0; column < row.Count; column++) Cell(page, column, table.Titles[column], row[column]);
            page.Close().Line();
        }
        End(page);
    }

    /// <summary>Begins a table whose rows the caller writes.</summary>
    public static void Begin(Markup page, string caption, IReadOnlyList<string> titles)
    {
        // A table wider than the page scrolls, so it must be reachable by keyboard.
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)).Open("table")
            .Element("caption", caption).Open("thead").Open("tr");
        foreach (var title in titles)
            page.Element("th", title.Trim(), ("scope", "col"), ("class", title.StartsWith(' ') ? "number" : null));
        page.Close().Close().Open("tbody").Line();
    }

    /// <summary>Writes a cell; the first cell of a row is the title of the row.</summary>
    public static void Cell(Markup page, int column, string title, string text, string? kind = null)
    {
        var isNumber = title.StartsWith(' ');
        var classes = (isNumber, kind) switch { (true, null) => "number", (true, _) => $"number {kind}", _ => kind };
        if (column == 0) page.Element("th", text, ("scope", "row"), ("class", classes));
        else page.Element("td", text, ("class", classes));
    }

    /// <summary>Ends the table.</summary>
    public static void End(Markup page) => page.Close().Close().Close().Line();
}
