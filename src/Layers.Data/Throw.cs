using System.Globalization;

namespace Layers.Data;

/// <summary>Creates every exception of this project. Each message has the expected and the received value, the place, and a
/// remedy.</summary>
internal static class Throw
{
    public static RowSourceException CannotRead(string source, long row, Exception fault) =>
        new($"{source} could not be read{(row == 0 ? "" : $" at row {Phrase.Integer(row)} (the first row is 0)")}: " +
            $"{Phrase.Reason(fault)}", fault);

    public static RowSourceException NoConnection(string source) =>
        new($"{source} needs a connection, but the function that makes connections returned null. Return a new connection each time.");

    public static RowSourceException NoRows(string source) =>
        new($"{source} has no rows, so there is nothing to read. Check its path or its conditions.");

    public static RowSourceException NoFiles(string source) =>
        new($"{source}: there is no such file, or no file matches the pattern. Check the path; relative paths start from the working " +
            "directory.");

    public static RowSourceException IsFolder(string source, string path) =>
        new($"{source}: the path is a folder. Give a pattern for the files in it, such as '{Path.Join(path, "*")}'.");

    public static RowSourceException EmptyFile(string source, string file) =>
        new($"{source}: the file '{file}' is empty. Fetch or write it again, or leave it out.");

    public static RowSourceException CannotConnect(string source, Exception fault) =>
        new($"{source} could not be read: the function that makes its connections failed. {Phrase.Reason(fault)}", fault);

    public static RowSourceException ColumnTwice(string source, string column, string? file = null) =>
        new($"{source} has two columns '{column}'{(file is null ? "" : $" in '{file}'")}, but names must be unique, ignoring case. " +
            $"Rename one{(file is null ? " with AS" : "")}.");

    public static RowSourceException ColumnsDiffer(string source, string column, string file, string other) =>
        new($"{source}: its files must have the same columns. '{other}' has no column '{column}', which '{file}' has. Narrow the " +
            $"pattern, or set {nameof(DataFileOptions.UnifyByName)} to treat the columns that a file lacks as missing.");

    public static RowSourceException NotNumeric(string source, string column, string type, (Place Place, string Text)? first,
        IEnumerable<string> numeric) =>
        new($"{source}: a feature must be a number, but column '{column}' has type {type}. {Phrase.First(column, first)}{Phrase.Convert} " +
            $"Numeric columns are: {Phrase.Names(numeric)}. Select the columns you need, or read texts and dates as well with " +
            $"{nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static ArgumentException SelectedOfNoKind(string source, string column, string type) =>
        new(OfNoKind(source, column, type).Message, "columns");

    public static RowSourceException OfNoKind(string source, string column, string type) =>
        new($"{source}: a column must have numbers, booleans, texts or dates, but '{column}' has type {type}. Leave it out with Select, " +
            "or convert it in a query; a JSON column is read as text if its type in " +
            $"{nameof(DataFileOptions.Types)} is {nameof(ColumnType)}.{nameof(ColumnType.Text)}.");

    public static RowSourceException DatesOfTwoKinds(string source, string column, long row, bool isInstant) =>
        new($"{source}: the dates of a column must be all instants, with a time zone, or all without one. Column '{column}' in row " +
            $"{Phrase.Integer(row)} (the first row is 0) has a date {(isInstant ? "with" : "without")} a time zone, and those before it " +
            $"are {(isInstant ? "without" : "with")}. Read the column as text, or correct it.");

    public static FormatException NoDate(string text) => new($"'{Phrase.Short(text)}' is not a date.");

    public static InvalidCastException NoInteger(object value) => new($"{Convert.ToString(value, CultureInfo.InvariantCulture)} is not " +
        "an integer.");

    public static ArgumentException NoSuchColumn(string source, string? column, IEnumerable<string> columns) =>
        new($"{source} has no column '{column}'. Its columns are: {Phrase.Names(columns)}.", nameof(columns));

    public static ArgumentException NothingSelected(string source, IEnumerable<string> columns) =>
        new($"{source}: select at least one column. Its columns are: {Phrase.Names(columns)}.", nameof(columns));

    public static ArgumentException SelectedTwice(string source, string column) =>
        new($"{source}: a column can be selected only once, but '{column}' is selected twice.", "columns");

    public static ArgumentException NoSuchTyped(string source, string column, IEnumerable<string> columns) =>
        new($"{source}: {nameof(DataFileOptions.Types)} has a column '{column}', which does not exist. The columns are: " +
            $"{Phrase.Names(columns)}.", "options");

    public static RowSourceException NotOfType(Place place, string column, ColumnType type, string text, Exception? cause) =>
        new($"{place.Source}: {Phrase.Where(place, column)} has '{Phrase.Short(text)}', which is not a {Phrase.Kind(type)}. " +
            (type == ColumnType.Integer ? FractionForm : type == ColumnType.Date ? DateForm : "") + place.Advice, cause);

    private static string FractionForm =>
        $"If the column has fractions, set its type to {nameof(ColumnType)}.{nameof(ColumnType.Number)} in " +
        $"{nameof(DataFileOptions.Types)}. ";

    private static string DateForm =>
        $"Dates must be in ISO 8601 format, such as 2024-02-29, or in the format of {nameof(DataFileOptions.DateFormat)}, " +
        "in the years 1 to 9999. ";

    public static RowSourceException BeyondDoubles(Place place, string column, string text, Exception? cause) =>
        new($"{place.Source}: {Phrase.Where(place, column)} has {Phrase.Short(text)}, which float64 cannot represent. " +
            "Its range is from about 5e-324 to 1.8e308. Use another unit, or the logarithm.", cause);

    public static RowSourceException Infinite(Place place, string column, Exception? cause) =>
        new($"{place.Source}: data must be finite, because an infinite value has no mean, but {Phrase.Where(place, column)} is infinite. " +
            "Look for a division by zero or an overflow in its computation, or clip it.", cause);

    public static RowSourceException Overflows(Place place, string column, double value) =>
        new($"{place.Source}: the squares of column '{column}' overflow float64, which allows deviations up to about 1e154: " +
            $"{Phrase.Where(place, column)} has {value.ToString(CultureInfo.InvariantCulture)}. Use a larger unit, or the logarithm.");

    public static RowSourceException Contradicts(string source, string column) =>
        new($"{source}: the mean of column '{column}' is outside its range. The file is damaged, or was changed while it was read.");

    public static RowSourceException NotFinite(string source, string column) =>
        new($"{source}: the sums of column '{column}' are not finite. Look for infinite or very large values in it.");

    public static RowSourceException RowsChanged(string source, long before, long now) =>
        new($"{source} had {Phrase.Rows(before)} in one pass and {Phrase.Integer(now)} in the next; these statistics need two " +
            "passes. Read from a snapshot, or while no one writes.");
}

/// <summary>Parts of these messages.</summary>
file static class Phrase
{
    // A list of columns may be long.
    private const int MostNames = 12;

    private const int MostCharacters = 60;

    // The beginnings of the lines in which DuckDB gives advice, or shows its options, the statement or its stack trace.
    private static readonly string[] s_advice =
        ["Try ", "Possible ", "Potential ", "* ", "If you are trying ", "The search space ", "Candidate ", "This can happen ", "file = ",
        "LINE ", "Stack Trace", "This error signals "];

    public static string Convert =>
        $"If its texts are numbers, set its type in {nameof(DataFileOptions.Types)} (files) or CAST it (queries); convert a time stamp " +
        "to a number in a query (epoch_ms in DuckDB, extract(epoch from …)); or leave it out.";

    public static string Kind(ColumnType type) => type switch
    {
        ColumnType.Integer => "64-bit integer",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        _ => "number",
    };

    public static string Where(Place place, string column) =>
        $"column '{column}' in row {Integer(place.Row)}{(place.File is null ? "" : $" of '{place.File}'")} (the first row is 0)";

    // The example for a column that is not numeric.
    public static string First(string column, (Place Place, string Text)? first) =>
        first is var (place, text) ? $"The first value that is not a number: {Where(place, column)} has '{Short(text)}'. " +
            $"{place.Advice} " : "";

    // A text may be too long for a message.
    public static string Short(string text) => text.Length <= MostCharacters ? text : $"{text.AsSpan(0, MostCharacters)}…";

    public static string Rows(long count) => count == 1 ? "1 row" : $"{Integer(count)} rows";

    public static string Integer(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(MostNames).Select(name => $"'{name}'")) + (all.Count > MostNames
            ? $" … and {Integer(all.Count - MostNames)} more" : "");
    }

    /// <summary>Returns the first part of an engine's message, and the file that it names. DuckDB's advice is about options that this
    /// library does not have, so it is left out; the inner exception has it.</summary>
    public static string Reason(Exception fault)
    {
        var lines = fault.Message.ReplaceLineEndings("\n").Split('\n');
        var first = string.Join(". ",
            lines.TakeWhile(line => !Array.Exists(s_advice, line.TrimStart().StartsWith)).Where(line => line.Length > 0)
            .Select(line => line.Trim().TrimEnd('.')));
        var file = Array.Find(lines, line => line.TrimStart().StartsWith("file = ", StringComparison.Ordinal))?.Trim()["file = ".Length..];
        return file is null ? $"{first}." : $"{first}. The file is '{file}'.";
    }
}
