using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>Writes a diagram as a flowchart of Mermaid.</summary>
/// <remarks>Source: <see href="https://mermaid.js.org/syntax/flowchart.html"/>.</remarks>
internal static class Mermaid
{
    public static string Of(Diagram diagram)
    {
        var text = new StringBuilder(DiagramLayout.Of(diagram).IsAcross ? "flowchart LR\n" : "flowchart TD\n");
        for (var i = 0; i < diagram.Nodes.Count; i++)
        {
            var node = diagram.Nodes[i];
            var label = $"\"{Text(node.Title)}<br/>{Text(node.Subtitle)}\"";
            var isEnd = node.Kind is DiagramNodeKind.Input or DiagramNodeKind.Output;
            text.Append(CultureInfo.InvariantCulture, $"    n{i}{(isEnd ? $"([{label}])" : $"[{label}]")}\n");
        }
        foreach (var edge in diagram.Edges)
            text.Append(CultureInfo.InvariantCulture, $"    n{edge.From} -->|\"{Text(edge.Shape)}\"| n{edge.To}\n");
        return text.ToString();
    }

    // Letters, digits and characters without a meaning in Mermaid's quotes stay. Others are written as their numbers.
    private static string Text(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in Figures.Name(name).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)
                || rune.Value is ' ' or '_' or '-' or '.' or ',' or '(' or ')' or '[' or ']' or '·' or '…' or '=' or '+') text
                .Append(rune.ToString());
            else text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        return text.ToString();
    }
}
