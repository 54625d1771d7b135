namespace Layers;

/// <summary>The frame of a page: a whole file of HTML, which is XML as well, around what is written in it.</summary>
internal static class PageFrame
{
    private const string Language = "en";

    /// <summary>Begins a page; what is written next is in its body.</summary>
    /// <param name="page">Where.</param>
    /// <param name="title">Its title.</param>
    /// <param name="style">Its sheet: one that this library wrote.</param>
    /// <param name="policy">What the page may fetch and run; null where a header says that.</param>
    public static void Begin(Markup page, string title, string style, string? policy)
    {
        page.Constant("<!DOCTYPE html>\n").Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", Language))
            .Open("head").Line().Empty("meta", ("charset", "utf-8")).Line();
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        if (policy is not null) page.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy)).Line();
        page.Element("title", title).Line().Open("style").Constant(style).Close().Line().Close().Line()
            .Open("body", ("class", "layers-report")).Line();
    }

    /// <summary>Ends it.</summary>
    public static Markup End(Markup page) => page.Close().Line().Close().Line();
}
