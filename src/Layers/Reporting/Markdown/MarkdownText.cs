using System.Text;

namespace Layers;

/// <summary>Writes Markdown in which whatever comes from a model or from data is text.</summary>
internal static class MarkdownText
{
    /// <summary>A text on one line, with nothing in it that Markdown, a table or HTML takes for its own.</summary>
    public static string Of(string text)
    {
        var written = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            switch (rune.Value)
            {
                case '&': written.Append("&amp;"); break;
                case '<': written.Append("&lt;"); break;
                case '>': written.Append("&gt;"); break;
                case < ' ' or (>= 0x7F and < 0xA0): written.Append(' '); break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '!': written.Append('\\').Append(rune.ToString()); break;
                default: written.Append(rune.ToString()); break;
            }
        return written.ToString();
    }

    /// <summary>A table.</summary>
    /// <param name="titles">Of the columns; those that begin with a blank have numbers and stand to the right.</param>
    /// <param name="rows">As many cells as titles, not escaped yet.</param>
    public static string Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Line(titles.Select(title => Of(title.Trim())));
        Line(titles.Select(title => title.StartsWith(' ') ? "---:" : "---"));
        foreach (var row in rows) Line(row.Select(Of));
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
