using System.Globalization;

namespace Layers.Data;

/// <summary>The CSV format. The format of a file and the types of its columns are detected from the first rows.</summary>
internal sealed class CsvFormat(CsvOptions options) : FileFormat("CSV", options)
{
    // The value of sniff_csv for a character that the file does not have.
    private const string None = "(empty)";

    // If no text is quoted, any quote character is right. If the character is given, DuckDB does not try several on all rows and columns,
    // which took most of the time for 4,000 columns.
    private const string DoubleQuotes = ", quote = '\"', escape = '\"'";

    // The number of lines read in addition to the sample: the header, skipped lines, and the rest of the engine's last block.
    private const int LinesMore = 1 << 12;

    private static readonly System.Buffers.SearchValues<byte> s_quotes = System.Buffers.SearchValues.Create("\"'"u8);

    private readonly string _written = Written(options), _values = Values(options);

    public override bool IsText => true;

    public override string Advice =>
        $"If the value means a missing one, add it to {nameof(CsvOptions)}.{nameof(CsvOptions.Missing)}; if it is a number with a comma, " +
            $"set {nameof(CsvOptions.DecimalSeparator)}; or leave the column out with Select. The type of a column is set in " +
            $"{nameof(DataFileOptions.Types)} or detected from the first {nameof(CsvOptions.SampleRows)} rows.";

    public override char DecimalSeparator => options.DecimalSeparator;

    // DuckDB does not treat a quoted text as missing, but in a column of another type than text it may mean a missing value.
    public override string WithoutMissing(string column) =>
        $"CASE WHEN {column} NOT IN ({string.Join(", ", options.Missing.Append("").Distinct().Select(Sql.Text))}) THEN {column} END";

    public override FileFormat WithTypes(IReadOnlyDictionary<string, ColumnType> types) =>
        new CsvFormat(options with { Types = types });

    public override List<FileGroup> Groups(Engine engine, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var groups = new List<FileGroup>();
        bool[] isWithoutQuotes = [.. files.Select(file => IsWithoutQuotes(file, cancellation))];
        var sniffs = files.Select((file, i) => string.Create(CultureInfo.InvariantCulture,
            $"SELECT {i} AS i, Delimiter, \"Quote\", Escape, NewLineDelimiter, Comment, SkipRows, HasHeader, list_transform(Columns, " +
            $"lambda c: c.name), list_transform(Columns, lambda c: c.type) FROM " +
            $"sniff_csv({FilePattern.Text(file)}{_written}{(isWithoutQuotes[i] ? DoubleQuotes : "")}{_values}, sample_size = " +
            $"{options.SampleRows ?? -1})"));
        using var rows = new Rows(engine, $"{string.Join("\nUNION ALL ", sniffs)}\nORDER BY 1", cancellation);
        while (rows.Read())
        {
            var row = rows.Current;
            string Character(int i) => row.GetString(i) is var text && text == None ? "" : text;
            var (quote, escape) = isWithoutQuotes[row.GetInt32(0)] ? ("", "") : (Character(2), Character(3));
            // A quote within a quoted text may occur only after the sampled rows.
            if (escape.Length == 0) escape = quote;
            var dialect = $", auto_detect = false, delim = {Sql.Text(Character(1))}, quote = {Sql.Text(quote)}, escape = " +
                $"{Sql.Text(escape)}, new_line = {Sql.Text(row.GetString(4))}, comment = {Sql.Text(Character(5))}, " +
                string.Create(CultureInfo.InvariantCulture,
                $"skip = {row.GetValue(6)}, header = {(row.GetBoolean(7) ? "true" : "false")}{_values}");
            // A text may be quoted even if no sampled row has a quote. A quoted "" is an empty text, and an empty cell is missing.
            var file = files[row.GetInt32(0)];
            var takesQuotes = quote.Length == 0 && options.Quote is null
                && (isWithoutQuotes[row.GetInt32(0)] || TakesQuotes(engine, file, Texts(row.GetValue(8)).Count(), cancellation));
            var texts = (takesQuotes ? dialect.Replace(", quote = '', escape = ''", DoubleQuotes, StringComparison.Ordinal) : dialect)
                + ", allow_quoted_nulls = false";
            groups.Add(new FileGroup([file], [.. Texts(row.GetValue(8)).Zip(Texts(row.GetValue(9)))], dialect) { TextDialect = texts });
        }
        return FileGroup.Join(groups);

        static IEnumerable<string> Texts(object list) => ((System.Collections.IEnumerable)list).Cast<string>();
    }

    public override string Call(FileGroup group, IReadOnlyList<(string Name, string Type)> types)
    {
        // The reader matches columns by position, so all columns must be given.
        var known = types.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        return $"read_csv({List(group.Files)}{group.Dialect}, columns = " +
            $"{Struct(group.Columns.Select(column => (column.Name, known.GetValueOrDefault(column.Name, "VARCHAR"))))}";
    }

    public override void CheckNames(Engine engine, FileGroup group, CancellationToken cancellation)
    {
        if (!group.Dialect.Contains("header = true", StringComparison.Ordinal)
            || !Renaming.Suspects(group.Columns.Select(column => column.Name)).Any()) return;
        var unnamed = Struct(group.Columns.Select((_, i) => (i.ToString(CultureInfo.InvariantCulture), "VARCHAR")));
        var dialect = group.Dialect.Replace("header = true", "header = false", StringComparison.Ordinal);
        using var rows = new Rows(engine, $"SELECT * FROM read_csv({List(group.Files[..1])}{dialect}, hive_partitioning = false, columns " +
            $"= {unnamed}) LIMIT 1", cancellation);
        if (!rows.Read()) return;
        var names = Enumerable.Range(0, group.Columns.Length).Select(i => rows.Current.IsDBNull(i) ? "" : rows.Current.GetString(i).Trim());
        if (Renaming.Twice(names) is { } twice) throw Throw.ColumnTwice(engine.Description, twice, group.Files[0]);
    }

    /// <summary>Whether the first rows of a file, in which DuckDB found no quotes, have the same number of columns if double quotes are the
    /// quote character. If so, later rows may have quotes.</summary>
    private bool TakesQuotes(Engine engine, string file, int columns, CancellationToken cancellation)
    {
        try
        {
            using var rows = new Rows(engine,
                string.Create(CultureInfo.InvariantCulture,
                $"SELECT len(Columns) FROM sniff_csv({FilePattern.Text(file)}{_written}{DoubleQuotes}{_values}, sample_size = " +
                $"{options.SampleRows ?? -1})"), cancellation);
            return rows.Read() && Convert.ToInt64(rows.Current.GetValue(0), CultureInfo.InvariantCulture) == columns;
        }
        catch (RowSourceException)
        {
            return false;
        }
    }

    /// <summary>Whether the rows that DuckDB samples contain no character that could be a quote.</summary>
    private bool IsWithoutQuotes(string file, CancellationToken cancellation)
    {
        if (options.Quote is not null || !File.Exists(file) || Path.GetExtension(file) is ".gz" or ".zst") return false;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[1 << 16];
            var lines = (long?)options.SampleRows + LinesMore;
            while (lines is null or > 0 && stream.Read(bytes) is > 0 and var read)
            {
                cancellation.ThrowIfCancellationRequested();
                if (bytes.AsSpan(0, read).ContainsAny(s_quotes)) return false;
                lines -= bytes.AsSpan(0, read).Count((byte)'\n');
            }
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // DuckDB reports the fault.
            return false;
        }
    }

    private static string Written(CsvOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SampleRows ?? 1, nameof(options));
        var text = options.Delimiter is { } delimiter ? $", delim = {Sql.Text($"{delimiter}")}" : "";
        if (options.Quote is { } quote) text += $", quote = {Sql.Text($"{quote}")}";
        if (options.HasHeader is { } header) text += $", header = {(header ? "true" : "false")}";
        return text;
    }

    private static string Values(CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Missing);
        var text = options.DecimalSeparator != '.' ? $", decimal_separator = {Sql.Text($"{options.DecimalSeparator}")}" : "";
        if (options.Missing is not [""]) text += $", nullstr = [{string.Join(", ", options.Missing.Select(Sql.Text))}]";
        return text;
    }
}
