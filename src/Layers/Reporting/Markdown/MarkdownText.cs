using System.Text;

namespace Layers;

/// <summary>Writes the names of models and data in Markdown as plain text, without formatting that their characters could cause.</summary>
internal static class MarkdownText
{
    /// <summary>Returns a text on one line, with the characters escaped that have a meaning in Markdown, tables or HTML.</summary>
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
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '!':
                    written.Append('\\').Append(rune.ToString());
                    break;
                default: written.Append(rune.ToString()); break;
            }
        return written.ToString();
    }

    /// <summary>Returns a table without its caption, because Markdown has none.</summary>
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
