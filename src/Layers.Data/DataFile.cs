namespace Layers.Data;

/// <summary>Rows of files, read by DuckDB in this process: CSV, Parquet or JSON lines, one file or all that a pattern fits, compressed or
/// not.</summary>
/// <remarks>
/// <para>A column is of numbers, integers, truth values, texts or dates, as DuckDB finds in the first rows or the file says;
/// <see cref="DataFileOptions.Types"/> says otherwise. Texts are as they are written. A cell of a CSV file without anything is missing, and
/// a quoted one without anything (<c>""</c>) is an empty text; in a column of numbers both are missing.</para>
/// <para>Files are looked at when they are first needed; those that a pattern fits then are the source's. In a pattern <c>*</c> stands for
/// any characters of a name, <c>**</c> for any folders, <c>?</c> for one character and <c>[ab]</c> for one of some; the path of a file that
/// is there is no pattern. <c>.gz</c> and <c>.zst</c> at the end of a CSV or JSON file's name say that it is compressed.</para>
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
    /// <remarks>A Parquet file says so in its footer; a CSV or JSON file does not.</remarks>
    public override long? Rows => _format is ParquetFormat ? Footers.Rows(Engine, Query) : null;

    /// <summary>A file of delimited text, or several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How it is written and read; <see langword="null"/> to find out.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <example><code>
    /// DataFile rows = DataFile.Csv(path);                             // or a pattern: "birds/*.csv"
    /// DataFile german = DataFile.Csv(path, new CsvOptions { Delimiter = ';', DecimalSeparator = ',' });
    /// </code></example>
    public static DataFile Csv(string path, CsvOptions? options = null) => new(path, new CsvFormat(options ?? new CsvOptions()));

    /// <summary>A Parquet file, or several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How it is read; <see langword="null"/> for as the files say.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <example><code>
    /// RowSource trips = DataFile.Parquet("trips/*.parquet");          // nothing is read yet
    /// </code></example>
    public static DataFile Parquet(string path, ParquetOptions? options = null) => new(path, new ParquetFormat(options ?? new ParquetOptions()));

    /// <summary>A file with one JSON object a line, or several.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How it is read; <see langword="null"/> to find out.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataFile JsonLines(string path, JsonLinesOptions? options = null) => new(path, new JsonLinesFormat(options ?? new JsonLinesOptions()));

    /// <summary>The same rows with some columns only, in the order given. The file is looked at at once.</summary>
    /// <param name="columns">Names of columns, as the file gives them, each once.</param>
    /// <returns>A new source; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message lists those there are), its values are lists, structures or
    /// bytes, or it is named twice.</exception>
    /// <exception cref="RowSourceException">The file cannot be read.</exception>
    public override DataFile Select(params IReadOnlyList<string> columns) => new(this, columns);

    /// <inheritdoc/>
    /// <remarks>CSV and JSON lines have no types of their own: <see cref="DataFileOptions.Types"/> come first, then these, then what the
    /// first rows show. Dates stay dates, which convert to texts and integers, and truth values that are to be numbers stay truth values. A
    /// Parquet file declares its types and keeps them.</remarks>
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

    // Integers in the first rows may go on with fractions. A column of JSON without any value has no type of a table.
    private static bool Converts(ColumnType? inferred, ColumnType wanted) => (inferred, wanted) switch
    {
        (null, _) => false,
        (ColumnType.Date, _) => true,
        (ColumnType.Text, _) => wanted == ColumnType.Text,
        (_, ColumnType.Text) => false,
        (ColumnType.Integer, ColumnType.Number) => false,
        _ => true,
    };

    private protected override Look Look(CancellationToken cancellation)
    {
        var table = FileTable.Of(Engine, _format, Path, cancellation);
        var types = _format.Options.Types;
        if (types.Keys.FirstOrDefault(name => !table.Has(name)) is { } unknown) throw Throw.NoSuchTyped(Description, unknown, table.Columns.Select(column => column.Name));
        var kinds = table.Kinds;
        var dates = _format.IsText ? kinds.Where(kind => MayBeDates(kind.Value)).Select(kind => kind.Key).ToHashSet(StringComparer.Ordinal) : [];
        var look = Data.Look.At(Engine, table.Rows(types) with { Dates = dates, DateFormat = _format.Options.DateFormat }, cancellation);
        // DuckDB takes many forms for dates, among them some that say another day elsewhere.
        foreach (var name in dates)
            if (look.IsDates(name) is { } isDates) kinds[name] = isDates ? ColumnType.Date : ColumnType.Text;
        foreach (var (name, type) in types) kinds[name] = type;
        var tables = table.Tables(types, kinds);
        return Numbers(table, look).WithTables(tables, kinds);
    }

    // DuckDB does not know the caller's format.
    private bool MayBeDates(ColumnType kind) => kind == ColumnType.Date || kind == ColumnType.Text && _format.Options.DateFormat is not null;

    private Look Numbers(FileTable table, Look look)
    {
        if (!_format.IsText) return look;
        var types = _format.Options.Types;

        // Whole numbers of a text may go on with fractions: they are read as doubles, unless a double does not hold them.
        var whole = table.Columns.Where(column => !types.ContainsKey(column.Name) && _format.IsWhole(column.Type)).Select(column => column.Name).ToList();
        if (whole.Count == 0) return look;
        var (large, doubles) = (whole.Where(look.IsBeyondDoubles).ToList(), whole.Where(name => !look.IsBeyondDoubles(name)).ToHashSet(StringComparer.Ordinal));
        var found = new Dictionary<string, ColumnType>(types, StringComparer.Ordinal);
        foreach (var name in large) found[name] = ColumnType.Integer;
        foreach (var name in doubles) found[name] = ColumnType.Number;
        return look.ReadAs(table.Rows(found), doubles);
    }
}
