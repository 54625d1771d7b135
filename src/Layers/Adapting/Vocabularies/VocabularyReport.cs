using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The report of <c>Adapt</c> on words or categories.</summary>
public sealed class VocabularyReport : AdaptReport
{
    private const int MostColumns = 100, MostTexts = 5, MostLength = 24;

    private VocabularyReport(long rows, IReadOnlyList<CategoryReport> columns)
        : base(rows) => Columns = columns;

    /// <summary>The report of each column, in order; one entry if all elements share one vocabulary.</summary>
    public IReadOnlyList<CategoryReport> Columns { get; }

    /// <summary>Returns a line for each of the first 100 columns: the number of values, the number of distinct values, and the most
    /// frequent values with their shares.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Rows} {Nouns.Noun(Rows, "row")}, {Columns.Count} " +
            $"{Nouns.Noun(Columns.Count, "column")} of categories");
        foreach (var column in Columns.Take(MostColumns))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{column.Name ?? column.Index.ToString(CultureInfo.InvariantCulture)}: " +
                $"{column.Count} {Nouns.Noun(column.Count, "value")}, {column.Distinct} distinct");
            var most = column.MostFrequent.Take(MostTexts)
                .Select(value => string.Create(CultureInfo.InvariantCulture,
                $"{Shown(value.Value)} {value.Count} ({Share(value.Count, column.Count):P1})"));
            if (column.Distinct > 0) text.Append(": ").Append(string.Join(", ", most));
            if (column.Distinct > MostTexts) text.Append(", …");
        }
        if (Columns.Count > MostColumns) text.Append(CultureInfo.InvariantCulture, $"\n… and {Columns.Count - MostColumns} more");
        return text.ToString();
    }

    internal static VocabularyReport Of(VocabularyState state, string[]? names) =>
        new(state.Rows, [.. Enumerable.Range(0, state.Features).Select(c => new CategoryReport(c, names?[c], state.Column(c)))]);

    internal static string Shown(string value) =>
        $"'{(value.Length > MostLength ? string.Concat(value.AsSpan(0, MostLength), "…") : value)}'";

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
