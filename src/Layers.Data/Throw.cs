using System.Globalization;

namespace Layers.Data;

/// <summary>Every exception of this project: what was expected, what came, where, and what to do.</summary>
internal static class Throw
{
    public static RowSourceException CannotRead(string source, long row, Exception fault) =>
        new($"{source} could not be read{(row == 0 ? "" : $" past row {Say.Integer(row)}")}: {Say.Reason(fault)}", fault);

    public static RowSourceException NoConnection(string source) =>
        new($"{source} needs a connection, and the function that makes them returned null. Return a new connection each time.");

    public static RowSourceException NoRows(string source) =>
        new($"{source} has no rows, and nothing can be learned from none. Check its path or its conditions.");

    public static RowSourceException NoFiles(string source) =>
        new($"{source}: there is no such file, or none that fits the pattern. Check the path; relative ones start from the working directory.");

    public static RowSourceException ColumnTwice(string source, string column) =>
        new($"{source} has two columns '{column}', and a feature is known by its name. Rename one with AS.");

    public static RowSourceException NotNumeric(string source, string column, string type, IEnumerable<string> numeric) =>
        new($"{source}: a feature must be a number, and column '{column}' is of type {type}. {Say.Convert} Columns of numbers are: {Say.Names(numeric)}; Select those you mean.");

    public static ArgumentException SelectedNotNumeric(string source, string column, string type) =>
        new($"{source}: a feature must be a number, and column '{column}' is of type {type}. {Say.Convert}", "columns");

    public static ArgumentException NoSuchColumn(string source, string? column, IEnumerable<string> columns) =>
        new($"{source} has no column '{column}'. Its columns are: {Say.Names(columns)}.", nameof(columns));

    public static ArgumentException NothingSelected(string source, IEnumerable<string> columns) =>
        new($"{source}: select one column or more. Its columns are: {Say.Names(columns)}.", nameof(columns));

    public static ArgumentException SelectedTwice(string source, string column) =>
        new($"{source}: each column is selected once, and '{column}' is there twice.", "columns");

    public static RowSourceException Infinite(string source, string column, long row) =>
        new($"{source}: data must be finite, since no mean comes of an infinite value. Column '{column}' is infinite in row {Say.Integer(row)}, the first being 0. " +
            "Look for a division by zero or an overflow where it comes from, or clip it.");

    public static RowSourceException Overflows(string source, string column, long row, double value) =>
        new($"{source}: the squares of column '{column}' overflow float64, which holds deviations up to about 1e154. Row {Say.Integer(row)}, the first being 0, has " +
            $"{value.ToString(CultureInfo.InvariantCulture)}. Give it in a larger unit, or take its logarithm.");

    public static RowSourceException NotFinite(string source, string column) =>
        new($"{source}: what column '{column}' adds up to is not finite. Look for infinite or very large values in it.");

    public static RowSourceException RowsChanged(string source, long before, long now) =>
        new($"{source} had {Say.Integer(before)} rows and, a moment later, {Say.Integer(now)}; statistics need two passes here. Read from a snapshot, or while nobody writes.");
}

/// <summary>Parts of those messages.</summary>
file static class Say
{
    // Lists of columns may be long.
    private const int MostNames = 40;

    public static string Convert => "Turn it into a number in SQL (a time stamp with epoch_ms in DuckDB, or extract(epoch from …)), or leave it out.";

    public static string Integer(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(MostNames).Select(name => $"'{name}'")) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : "");
    }

    /// <summary>What an engine says first, and the file it speaks of; pages of advice follow in its own exception.</summary>
    public static string Reason(Exception fault)
    {
        var lines = fault.Message.ReplaceLineEndings("\n").Split('\n');
        var first = string.Join(". ", lines.TakeWhile(line => line.Length > 0).Select(line => line.Trim().TrimEnd('.')));
        var file = Array.Find(lines, line => line.TrimStart().StartsWith("file = ", StringComparison.Ordinal))?.Trim()["file = ".Length..];
        return file is null ? $"{first}." : $"{first}. The file is '{file}'.";
    }
}
