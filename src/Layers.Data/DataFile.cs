namespace Layers.Data;

/// <summary>A source of rows in files, which DuckDB reads in this process: CSV, Parquet or JSON lines, one file or all files that match a
/// pattern, compressed or not.</summary>
/// <remarks>
/// <para>A column has numbers, integers, booleans, texts or dates. DuckDB detects the type from the first rows or gets it from the file,
/// and <see cref="DataFileOptions.Types"/> overrides it. Texts are read exactly as written. An empty cell of a CSV file is missing, and an
/// empty quoted cell (<c>""</c>) is an empty text; in a numeric column both are missing.</para>
/// <para>The files are inspected when they are first needed, and the source keeps the list of files that match the pattern then. In a
/// pattern, <c>*</c> matches any characters of a name, <c>**</c> any folders, <c>?</c> one character, and <c>[ab]</c> one of several
/// characters. The path of an existing file is not treated as a pattern. If the name of a CSV or JSON file ends in <c>.gz</c> or
/// <c>.zst</c>, the file is decompressed.</para>
/// </remarks>
/// <example><code>
/// var trips = DataFile.Parquet("trips/*.parquet").Select("distance", "fare");
/// normalization.Adapt(trips);
/// </code></example>
public sealed class DataFile : SqlRowSource
{
    private readonly FileFormat _format;

    private DataFile(string path, FileFormat format)
        : base(new Engine($"{format.Name} '{path}'", DuckDb.Connect, dialect: new DuckDbDialect()))
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(format.Options.Types, nameof(DataFileOptions.Types));
        (Path, _format) = (path, format);
    }

    private DataFile(DataFile all, IReadOnlyList<string> columns)
        : base(all, columns)
    {
        (Path, _format) = (all.Path, all._format);
    }

    /// <summary>The path or pattern.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    /// <remarks>The number is in the footer of a Parquet file; it is null for CSV and JSON files.</remarks>
    public override long? Rows => _format is ParquetFormat ? Footers.Rows(Engine, Query) : null;

    /// <summary>Returns a source of the rows of one CSV file, or of several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">The format of the file, and how it is read; <see langword="null"/>, the default, to detect the format.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <example><code>
    /// DataFile rows = DataFile.Csv(path);                             // or a pattern: "birds/*.csv"
    /// DataFile german = DataFile.Csv(path, new CsvOptions { Delimiter = ';', DecimalSeparator = ',' });
    /// </code></example>
    public static DataFile Csv(string path, CsvOptions? options = null) => new(path, new CsvFormat(options ?? new CsvOptions()));

    /// <summary>Returns a source of the rows of one Parquet file, or of several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How the file is read; <see langword="null"/>, the default, for the default options.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <example><code>
    /// RowSource trips = DataFile.Parquet("trips/*.parquet");          // nothing is read yet
    /// </code></example>
    public static DataFile Parquet(string path, ParquetOptions? options = null) =>
        new(path, new ParquetFormat(options ?? new ParquetOptions()));

    /// <summary>Returns a source of the rows of one or several files with one JSON object per line.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How the file is read; <see langword="null"/>, the default, to detect its columns.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataFile JsonLines(string path, JsonLinesOptions? options = null) =>
        new(path, new JsonLinesFormat(options ?? new JsonLinesOptions()));

    /// <summary>Returns a source of the same rows with only some columns, in the given order. The file is inspected immediately.</summary>
    /// <param name="columns">Names of columns of the file, each once.</param>
    /// <returns>A new source; this source is unchanged.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message lists the existing columns), its values are lists,
    /// structures or bytes, or it is selected twice.</exception>
    /// <exception cref="RowSourceException">The file cannot be read.</exception>
    public override DataFile Select(params IReadOnlyList<string> columns) => new(this, columns);

    /// <inheritdoc/>
    /// <remarks>CSV and JSON lines declare no types. The type of a column is the one in <see cref="DataFileOptions.Types"/>, else the one
    /// in <paramref name="types"/>, else the one that the first rows show. A column of dates stays one, because dates convert to texts and
    /// integers. A column of Booleans stays one even if the wanted type is a number. A Parquet file declares its types and keeps
    /// them.</remarks>
    public override DataFile WithTypes(IReadOnlyDictionary<string, ColumnType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (!_format.IsText) return this;
        var given = _format.Options.Types;
        var all = new Dictionary<string, ColumnType>(given, StringComparer.Ordinal);
        foreach (var name in Columns)
            if (types.TryGetValue(name, out var type) && !Converts(FirstRows.Kind(name), type)) all.TryAdd(name, type);
        if (all.Count == given.Count) return this;
        var typed = new DataFile(Path, _format.WithTypes(all));
        return IsSelected ? typed.Select(Columns) : typed;
    }

    // A column whose first rows are integers may have fractions in later rows. A JSON column without any value has no type in a table.
    private static bool Converts(ColumnType? inferred, ColumnType wanted) => (inferred, wanted) switch
    {
        (null, _) => false,
        (ColumnType.Date, _) => true,
        (ColumnType.Text, _) => wanted == ColumnType.Text,
        (_, ColumnType.Text) => false,
        (ColumnType.Integer, ColumnType.Number) => false,
        _ => true,
    };

    private protected override Preview ReadPreview(CancellationToken cancellation)
    {
        var table = FileTable.Of(Engine, _format, Path, cancellation);
        var types = _format.Options.Types;
        if (types.Keys.FirstOrDefault(name => !table.Has(name)) is { } unknown)
            throw Throw.NoSuchTyped(Description, unknown, table.Columns.Select(column => column.Name));
        var kinds = table.Kinds;
        var dates = _format.IsText
            ? kinds.Where(kind => MayBeDates(kind.Value)).Select(kind => kind.Key).ToHashSet(StringComparer.Ordinal) : [];
        var preview = Preview.At(Engine, table.Rows(types) with { Dates = dates, DateFormat = _format.Options.DateFormat }, cancellation);
        // DuckDB accepts many date formats, some of which mean different days in different countries.
        foreach (var name in dates)
            if (preview.IsDates(name) is { } isDates) kinds[name] = isDates ? ColumnType.Date : ColumnType.Text;
        foreach (var (name, type) in types) kinds[name] = type;
        var tables = table.Tables(types, kinds);
        return Numbers(table, preview).WithTables(tables, kinds);
    }

    // DuckDB cannot detect dates in the caller's format.
    private bool MayBeDates(ColumnType kind) =>
        kind == ColumnType.Date || kind == ColumnType.Text && _format.Options.DateFormat is not null;

    private Preview Numbers(FileTable table, Preview preview)
    {
        if (!_format.IsText) return preview;
        var types = _format.Options.Types;

        // Later rows of a column of integers may have fractions, so the column is read as doubles, unless a double cannot represent its
        // integers.
        var whole = table.Columns.Where(column => !types.ContainsKey(column.Name) && _format.IsWhole(column.Type))
            .Select(column => column.Name).ToList();
        if (whole.Count == 0) return preview;
        var large = whole.Where(preview.IsBeyondDoubles).ToList();
        var doubles = whole.Where(name => !preview.IsBeyondDoubles(name)).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, ColumnType>(types, StringComparer.Ordinal);
        foreach (var name in large) found[name] = ColumnType.Integer;
        foreach (var name in doubles) found[name] = ColumnType.Number;
        return preview.ReadAs(table.Rows(found), doubles);
    }
}
