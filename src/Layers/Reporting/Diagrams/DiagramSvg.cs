using System.Text;

namespace Layers;

/// <summary>Draws diagrams as SVG.</summary>
internal static class DiagramSvg
{
    /// <summary>The most letters of a name. The title of the box has the whole name.</summary>
    public const int MostLetters = 34;

    private const double Head = 7;

    /// <summary>Returns the drawing as a file.</summary>
    public static string File(Diagram diagram)
    {
        var page = new Markup();
        Write(page, diagram, isFile: true);
        return page.Line().ToString();
    }

    /// <summary>Draws a diagram.</summary>
    /// <param name="page">The page.</param>
    /// <param name="diagram">The diagram.</param>
    /// <param name="isFile">Whether the drawing has a style sheet of its own.</param>
    public static void Write(Markup page, Diagram diagram, bool isFile = false)
    {
        var layout = DiagramLayout.Of(diagram);
        Drawing.Begin(page, layout.Width, layout.Height, $"{Figures.Name(diagram.Name)} as a diagram", diagram.Words);
        page.Line();
        if (isFile)
        {
            page.Open("style").Constant(PageStyle.Figure).Close().Line();
            page.Empty("rect", ("width", "100%"), ("height", "100%"), ("fill", "var(--paper)")).Line();
        }
        foreach (var route in layout.Routes) Arrow(page, layout.IsAcross, route);
        foreach (var group in diagram.Edges.GroupBy(edge => edge.From))
            Shapes(page, layout, layout.Boxes[group.Key], [.. group.Select(edge => edge.Shape).Distinct()]);
        foreach (var box in layout.Boxes) Box(page, box);
        page.Close();
    }

    private static void Box(Markup page, LayoutPlace place)
    {
        var node = place.Node!;
        var (left, top) = (place.X - place.Width / 2, place.Y - place.Height / 2);
        var kind = node.Kind switch
        {
            DiagramNodeKind.Input => "in",
            DiagramNodeKind.Output => "out",
            DiagramNodeKind.Adaptive => "box learns",
            _ => "box"
        };
        page.Open("g").Element("title", $"{Figures.Name(node.Place.Length == 0 ? node.Title : node.Place)}: {Figures.Name(node.Subtitle)}");
        Drawing.Rectangle(page, kind, left, top, place.Width, place.Height,
            node.Kind is DiagramNodeKind.Input or DiagramNodeKind.Output ? place.Height / 2 : 5);
        Drawing.Text(page, "middle strong", place.X, place.Y - 3, Figures.Name(node.Title, MostLetters));
        Drawing.Text(page, "middle soft", place.X, place.Y + 14, Figures.Name(node.Subtitle, MostLetters));
        page.Close().Line();
    }

    // The shape is beside the start of the arrow, where no other shape can be.
    private static void Shapes(Markup page, DiagramLayout layout, LayoutPlace box, IReadOnlyList<string> shapes)
    {
        var text = Figures.Name(shapes is [var only] ? only : string.Join(", ", shapes), MostLetters);
        if (layout.IsAcross) Drawing.Text(page, "soft halo", box.X + box.Width / 2 + 5, box.Y - 5, text);
        else Drawing.Text(page, "soft halo", box.X + 7, box.Y + box.Height / 2 + 15, text);
    }

    private static void Arrow(Markup page, bool isAcross, IReadOnlyList<LayoutPlace> route)
    {
        var (first, last) = (route[0], route[^1]);
        var end = isAcross ? (X: last.X - last.Width / 2, last.Y) : (last.X, Y: last.Y - last.Height / 2);
        var from = isAcross ? (X: first.X + first.Width / 2, first.Y) : (first.X, Y: first.Y + first.Height / 2);
        var path = new StringBuilder("M").Append(At(from));
        foreach (var passed in route.Take(route.Count - 1))
        {
            if (passed != first) Bend(isAcross ? (passed.RankBegin, passed.Y) : (passed.X, passed.RankBegin));
            // The path is straight within a rank, so it touches neither the boxes nor the shapes there.
            from = isAcross ? (passed.RankEnd, passed.Y) : (passed.X, passed.RankEnd);
            path.Append('L').Append(At(from));
        }
        Bend(isAcross ? (end.X - Head, end.Y) : (end.X, end.Y - Head));
        page.Empty("path", ("class", "edge"), ("d", path.ToString()));
        page.Empty("path", ("class", "head"), ("d", $"M{At(end)}{(isAcross ? "l-7 -4v8z" : "l-4 -7h8z")}")).Line();

        // The path leaves one box straight and enters the other straight.
        void Bend((double X, double Y) to)
        {
            var middle = isAcross ? (from.X + to.X) / 2 : (from.Y + to.Y) / 2;
            path.Append('C').Append(At(isAcross ? (middle, from.Y) : (from.X, middle))).Append(' ')
                .Append(At(isAcross ? (middle, to.Y) : (to.X, middle))).Append(' ').Append(At(to));
        }
    }

    private static string At((double X, double Y) point) => $"{Figures.Place(point.X)} {Figures.Place(point.Y)}";
}
