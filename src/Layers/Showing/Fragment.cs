namespace Layers;

/// <summary>Makes a part of a page with its own style sheet, for notebooks and for other pages.</summary>
internal static class Fragment
{
    public static string Of(IShown shown)
    {
        var page = new Markup().Open("div", ("class", "layers-report")).Open("style").Constant(PageStyle.Report).Close().Line();
        shown.Show(page);
        return page.Close().Line().ToString();
    }
}
