namespace Layers;

/// <summary>A part of a page that brings along how it looks, for notebooks and pages of others.</summary>
internal static class Fragment
{
    public static string Of(IShown shown)
    {
        var page = new Markup().Open("div", ("class", "layers-report")).Open("style").Constant(PageStyle.Report).Close().Line();
        shown.Show(page);
        return page.Close().Line().ToString();
    }
}
