namespace Layers;

/// <summary>Writes the frame of a page: a whole file of HTML, which is also XML.</summary>
internal static class PageFrame
{
    private const string Language = "en";

    /// <summary>Begins a page. The caller then writes the body.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title.</param>
    /// <param name="style">The style sheet, which must be one of this library.</param>
    /// <param name="policy">The content security policy of the page; null if a header sets it.</param>
    public static void Begin(Markup page, string title, string style, string? policy)
    {
        page.Constant("<!DOCTYPE html>\n").Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", Language))
            .Open("head").Line().Empty("meta", ("charset", "utf-8")).Line();
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        if (policy is not null) page.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy)).Line();
        page.Element("title", title).Line().Open("style").Constant(style).Close().Line().Close().Line()
            .Open("body", ("class", "layers-report")).Line();
    }

    /// <summary>Ends the page.</summary>
    public static Markup End(Markup page) => page.Close().Line().Close().Line();
}
