namespace Layers;

/// <summary>Writes the parts that all drawings use.</summary>
internal static class Drawing
{
    /// <summary>Begins a drawing, with a title and a description for screen readers.</summary>
    /// <param name="page">The page.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The content of the drawing in words.</param>
    public static void Begin(Markup page, double width, double height, string title, string description)
    {
        page.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "layers-figure"), ("role", "img"),
            ("width", Figures.Place(width)), ("height", Figures.Place(height)),
            ("viewBox", $"0 0 {Figures.Place(width)} {Figures.Place(height)}"));
        page.Element("title", title).Element("desc", description);
    }

    /// <summary>Writes a rectangle.</summary>
    public static void Rectangle(Markup page, string kind, double x, double y, double width, double height, double corner = 0) =>
        page.Empty("rect", ("class", kind), ("x", Figures.Place(x)), ("y", Figures.Place(y)), ("width", Figures.Place(width)),
            ("height", Figures.Place(height)),
            ("rx", corner == 0 ? null : Figures.Place(corner)));

    /// <summary>Writes a line.</summary>
    public static void Line(Markup page, string kind, double x1, double y1, double x2, double y2) =>
        page.Empty("path", ("class", kind), ("d", $"M{Figures.Place(x1)} {Figures.Place(y1)}L{Figures.Place(x2)} {Figures.Place(y2)}"));

    /// <summary>Writes a text on one line.</summary>
    public static void Text(Markup page, string kind, double x, double y, string text) =>
        page.Element("text", text, ("class", kind.Length == 0 ? null : kind), ("x", Figures.Place(x)), ("y", Figures.Place(y)));
}
