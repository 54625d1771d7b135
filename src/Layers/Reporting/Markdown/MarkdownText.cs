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
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '!': written.Append('\\')
                    .Append(rune.ToString()); break;
                default: written.Append(rune.ToString()); break;
            }
        return written.ToString();
    }

    /// <summary>A table; its caption is left out, since Markdown has none.</summary>
    public static string Of(TableData table)
    {
        var text = new StringBuilder();
        Line(table.Titles.Select(title => Of(title.Trim())));
        Line(table.Titles.Select(title => title.StartsWith(' ') ? "---:" : "---"));
        foreach (var row in table.Rows) Line(row.Select(Of));
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
