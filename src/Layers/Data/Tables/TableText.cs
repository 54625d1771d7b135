using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The first rows of a table as text, for people.</summary>
internal static class TableText
{
    private const int MostColumns = 12;

    public static string Of(IReadOnlyList<Column> all, int rowCount, int most)
    {
        var columns = all.Take(MostColumns).ToArray();
        var rows = Math.Min(rowCount, most);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Nouns.Of(rowCount, "row")}, {Nouns.Of(all.Count, "column")}");
        var cells = Array.ConvertAll(columns, column => Cells(column, rows));
        for (var line = 0; line < rows + 2; line++)
        {
            text.Append('\n');
            for (var i = 0; i < columns.Length; i++)
            {
                var width = cells[i].Max(cell => cell.Length);
                var isLast = i == columns.Length - 1;
                var cell = columns[i].Type is ColumnType.Text or ColumnType.Date
                    ? isLast ? cells[i][line] : cells[i][line].PadRight(width) : cells[i][line].PadLeft(width);
                text.Append(cell).Append(isLast ? "" : "  ");
            }
        }
        if (rowCount > rows) text.Append(CultureInfo.InvariantCulture, $"\n… and {Nouns.Of(rowCount - rows, "more row")}");
        if (all.Count > columns.Length)
        {
            var more = string.Join(", ", all.Skip(columns.Length).Take(MostColumns).Select(column => OneLine.Of(column.Name)));
            var rest = all.Count > 2 * MostColumns ? ", …" : "";
            text.Append(CultureInfo.InvariantCulture, $"\n… and {Nouns.Of(all.Count - columns.Length, "more column")}: {more}{rest}");
        }
        return text.ToString();
    }

    private static string[] Cells(Column column, int rows) =>
        [OneLine.Of(column.Name), TypeName(column.Type),
            .. Enumerable.Range(0, rows).Select(row => column.Written(row) is { } text ? OneLine.Of(text) : "null")];

    public static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Number => "number",
        ColumnType.Integer => "integer",
        ColumnType.Boolean => "boolean",
        ColumnType.Text => "text",
        _ => "date",
    };
}
