using System.Globalization;

namespace Layers.Data;

/// <summary>Every exception of this project: what was expected, what came, where, and what to do.</summary>
internal static class Throw
{
    public static RowSourceException CannotRead(string source, long row, Exception fault) =>
        new($"{source} could not be read{(row == 0 ? "" : $" at row {Say.Integer(row)} (the first row is 0)")}: {Say.Reason(fault)}", fault);

    public static RowSourceException NoConnection(string source) =>
        new($"{source} needs a connection, and the function that makes them returned null. Return a new connection each time.");

    public static RowSourceException NoRows(string source) =>
        new($"{source} has no rows, so there is nothing to read. Check its path or its conditions.");

    public static RowSourceException NoFiles(string source) =>
        new($"{source}: there is no such file, or none that fits the pattern. Check the path; relative ones start from the working directory.");

    public static RowSourceException IsFolder(string source, string path) =>
        new($"{source}: that is a folder, and files are read. Name those in it by a pattern, such as '{Path.Join(path, "*")}'.");

    public static RowSourceException EmptyFile(string source, string file) =>
        new($"{source}: the file '{file}' is empty. Fetch or write it again, or leave it out.");

    public static RowSourceException CannotConnect(string source, Exception fault) =>
        new($"{source} could not be read: the function that makes its connections failed. {Say.Reason(fault)}", fault);

    public static RowSourceException ColumnTwice(string source, string column, string? file = null) =>
        new($"{source} has two columns '{column}'{(file is null ? "" : $" in '{file}'")}, and a feature is known by its name, in upper or lower case. Rename one{(file is null ? " with AS" : "")}.");

    public static RowSourceException ColumnsDiffer(string source, string column, string file, string other) =>
        new($"{source}: its files must have the same columns. '{other}' has no column '{column}', which '{file}' has. Narrow the pattern, or set {nameof(DataFileOptions.UnifyByName)} to take " +
            "what a file lacks as missing.");

    public static RowSourceException NotNumeric(string source, string column, string type, (Place Place, string Text)? first, IEnumerable<string> numeric) =>
        new($"{source}: a feature must be a number, and column '{column}' is of type {type}. {Say.First(column, first)}{Say.Convert} Columns of numbers are: {Say.Names(numeric)}; Select those you mean, or read texts and dates too, with {nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static ArgumentException SelectedOfNoKind(string source, string column, string type) => new(OfNoKind(source, column, type).Message, "columns");

    public static RowSourceException OfNoKind(string source, string column, string type) =>
        new($"{source}: a column holds numbers, truth values, texts or dates, and '{column}' is of type {type}. Leave it out with Select, or turn it into one of these in a query; a column of JSON is read as a text " +
            $"where {nameof(DataFileOptions.Types)} says {nameof(ColumnType)}.{nameof(ColumnType.Text)}.");

    public static RowSourceException DatesOfTwoKinds(string source, string column, long row, bool isInstant) =>
        new($"{source}: dates of a column are all instants, with a time zone, or all without one. Column '{column}' in row {Say.Integer(row)} (the first row is 0) has one {(isInstant ? "with" : "without")}, and those before it are " +
            $"{(isInstant ? "without" : "with")}. Read it as text, or correct it.");

    public static FormatException NoDate(string text) => new($"'{Say.Short(text)}' is no date.");

    public static InvalidCastException NoInteger(object value) => new($"{Convert.ToString(value, CultureInfo.InvariantCulture)} is no integer.");

    public static ArgumentException NoSuchColumn(string source, string? column, IEnumerable<string> columns) =>
        new($"{source} has no column '{column}'. Its columns are: {Say.Names(columns)}.", nameof(columns));

    public static ArgumentException NothingSelected(string source, IEnumerable<string> columns) =>
        new($"{source}: select one column or more. Its columns are: {Say.Names(columns)}.", nameof(columns));

    public static ArgumentException SelectedTwice(string source, string column) =>
        new($"{source}: each column is selected once, and '{column}' is there twice.", "columns");

    public static ArgumentException NoSuchTyped(string source, string column, IEnumerable<string> columns) =>
        new($"{source}: {nameof(DataFileOptions.Types)} names a column '{column}', and there is none. The columns are: {Say.Names(columns)}.", "options");

    public static RowSourceException NotOfType(Place place, string column, ColumnType type, string text, Exception? cause) =>
        new($"{place.Source}: {Say.Where(place, column)} has '{Say.Short(text)}', which is no {type switch { ColumnType.Integer => "whole number of 64 bits", ColumnType.Boolean => "truth value", ColumnType.Date => "date", _ => "number" }}. " +
            $"{(type == ColumnType.Integer ? $"If the column has fractions, its type is {nameof(ColumnType)}.{nameof(ColumnType.Number)} in {nameof(DataFileOptions.Types)}. " : type == ColumnType.Date ? DateForm : "")}{place.Advice}", cause);

    private static string DateForm => $"Dates are written in ISO 8601, as 2024-02-29, or as {nameof(DataFileOptions.DateFormat)} says, and lie in the years 1 to 9999. ";

    public static RowSourceException BeyondDoubles(Place place, string column, string text, Exception? cause) =>
        new($"{place.Source}: {Say.Where(place, column)} has {Say.Short(text)}, and no float64 is near it. They reach from about 5e-324 to 1.8e308. Give it in another unit, or take its logarithm.", cause);

    public static RowSourceException Infinite(Place place, string column, Exception? cause) =>
        new($"{place.Source}: data must be finite, since no mean comes of an infinite value, and {Say.Where(place, column)} is infinite. Look for a division by zero or an overflow where it comes " +
            "from, or clip it.", cause);

    public static RowSourceException Overflows(Place place, string column, double value) =>
        new($"{place.Source}: the squares of column '{column}' overflow float64, which holds deviations up to about 1e154: {Say.Where(place, column)} has {value.ToString(CultureInfo.InvariantCulture)}. " +
            "Give it in a larger unit, or take its logarithm.");

    public static RowSourceException Contradicts(string source, string column) =>
        new($"{source}: the mean of column '{column}' lies outside of its range. The file is damaged, or changed while it was read.");

    public static RowSourceException NotFinite(string source, string column) =>
        new($"{source}: what column '{column}' adds up to is not finite. Look for infinite or very large values in it.");

    public static RowSourceException RowsChanged(string source, long before, long now) =>
        new($"{source} had {Say.Integer(before)} rows and, a moment later, {Say.Integer(now)}; statistics need two passes here. Read from a snapshot, or while nobody writes.");
}

/// <summary>Parts of those messages.</summary>
file static class Say
{
    // Lists of columns may be long.
    private const int MostNames = 12;

    private const int MostCharacters = 60;

    // How the lines begin in which DuckDB gives advice, or shows its options, the statement or its stack.
    private static readonly string[] s_advice =
        ["Try ", "Possible ", "Potential ", "* ", "If you are trying ", "The search space ", "Candidate ", "This can happen ", "file = ", "LINE ", "Stack Trace", "This error signals "];

    public static string Convert => $"If its texts are numbers, give its type in {nameof(DataFileOptions.Types)} (files) or CAST it (queries); turn a time stamp into a number in a query (epoch_ms in DuckDB, extract(epoch from …)); or leave it out.";

    public static string Where(Place place, string column) =>
        $"column '{column}' in row {Integer(place.Row)}{(place.File is null ? "" : $" of '{place.File}'")} (the first row is 0)";

    // Of a column that is not one of numbers.
    public static string First(string column, (Place Place, string Text)? first) =>
        first is var (place, text) ? $"The first that is no number: {Where(place, column)} has '{Short(text)}'. {place.Advice} " : "";

    // A text may be long, and a line of a message is not.
    public static string Short(string text) => text.Length <= MostCharacters ? text : $"{text.AsSpan(0, MostCharacters)}…";

    public static string Integer(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(MostNames).Select(name => $"'{name}'")) + (all.Count > MostNames
            ? $" … and {Integer(all.Count - MostNames)} more" : "");
    }

    /// <summary>What an engine says first, and the file it speaks of. DuckDB's advice is about options that are not ours; it is left to its
    /// own exception.</summary>
    public static string Reason(Exception fault)
    {
        var lines = fault.Message.ReplaceLineEndings("\n").Split('\n');
        var first = string.Join(". ", lines.TakeWhile(line => !Array.Exists(s_advice, line.TrimStart().StartsWith)).Where(line => line.Length > 0).Select(line => line.Trim().TrimEnd('.')));
        var file = Array.Find(lines, line => line.TrimStart().StartsWith("file = ", StringComparison.Ordinal))?.Trim()["file = ".Length..];
        return file is null ? $"{first}." : $"{first}. The file is '{file}'.";
    }
}
