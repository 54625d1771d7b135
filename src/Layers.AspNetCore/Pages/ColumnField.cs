namespace Layers.AspNetCore;

/// <summary>Makes the form field of a column.</summary>
internal static class ColumnField
{
    private const int MostLines = 8, LinesOfAText = 2;

    private static readonly string[] s_truths = ["true", "false"];

    /// <summary>Makes the field.</summary>
    /// <param name="column">The column.</param>
    /// <param name="place">The index of the column.</param>
    public static FormField Of(ModelColumn column, int place)
    {
        var mayBeMissing = RecordSchema.MayBeMissing(column);
        var choices = ChoicesOf(column);
        var field = new FormField(column.Name, place, Hint(column, mayBeMissing, choices.Count))
        {
            IsRequired = !mayBeMissing,
            IsNumber = column.Type is ColumnType.Number or ColumnType.Integer,
            Choices = choices,
            TakesOthers = column.Type != ColumnType.Boolean && !column.RefusesOtherCategories,
        };
        if (column.Length is { } length) return field with { Lines = Math.Clamp(length, LinesOfAText, MostLines) };
        var isFree = column.Type == ColumnType.Text && column.Categories is null;
        return isFree ? field with { Lines = LinesOfAText } : field;
    }

    /// <summary>Formats a number with up to seven digits, the precision of float32.</summary>
    public static string Number(double value) => value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> ChoicesOf(ModelColumn column)
    {
        if (column.Length is not null) return [];
        if (column.Type == ColumnType.Boolean) return s_truths;
        // An empty text is entered as a missing value, so it is not offered as a choice.
        return column.Categories is { Count: <= RecordSchema.MostCategories } known
            ? [.. known.Where(category => category.Length > 0)] : [];
    }

    private static string Hint(ModelColumn column, bool mayBeMissing, int choices)
    {
        var hint = new List<string>();
        if (column.Length is { } length)
            hint.Add($"{Figures.Count(length)} {Several(column)}, the oldest first.");
        else hint.Add(choices > 0 && column.Type != ColumnType.Boolean ? $"One of {Figures.Count(choices)}." : One(column));
        if (column.Range is { } range)
            hint.Add(range.Least < range.Most ? $"From {Number(range.Least)} to {Number(range.Most)} in training."
                : $"Always {Number(range.Least)} in training.");
        if (choices > 0 && !column.RefusesOtherCategories && column.Type != ColumnType.Boolean)
            hint.Add("Another value is taken as unknown.");
        if (mayBeMissing)
            hint.Add(column.Length is null ? "May be missing: leave it empty."
                : column.Type == ColumnType.Text ? "An empty line is a missing one." : "NaN is a missing one.");
        return string.Join(' ', hint);
    }

    private static string One(ModelColumn column) => column.Type switch
    {
        ColumnType.Text => "A text.",
        ColumnType.Boolean => "True or false.",
        ColumnType.Integer => "A whole number.",
        _ => "A number.",
    };

    private static string Several(ModelColumn column) => column.Type switch
    {
        ColumnType.Text => "texts, each on a line of its own",
        ColumnType.Boolean => "values, true or false, with spaces between them or each on a line",
        ColumnType.Integer => "whole numbers with spaces between them or each on a line",
        _ => "numbers with spaces between them or each on a line",
    };
}
