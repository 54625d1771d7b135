namespace Layers.Data;

/// <summary>All files of a source as one table: columns by name, each with a type that represents the values of all files.</summary>
internal sealed class FileTable
{
    private readonly FileFormat _format;
    private readonly List<FileGroup> _groups;
    private readonly HashSet<string> _folders;
    private readonly Dictionary<string, string> _types;

    private FileTable(FileFormat format, List<FileGroup> groups, List<(string Name, string Type)> folders)
    {
        (_format, _groups) = (format, groups);
        _folders = folders.Select(folder => folder.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Columns = [.. Widest(groups).Where(column => !_folders.Contains(column.Name)), .. folders];
        _types = Columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
    }

    /// <summary>The name and DuckDB's type of each column; the columns of folders are last.</summary>
    public (string Name, string Type)[] Columns { get; }

    public bool Has(string name) => _types.ContainsKey(name);

    /// <summary>Inspects every file.</summary>
    public static FileTable Of(Engine engine, FileFormat format, string path, CancellationToken cancellation)
    {
        var files = FilePattern.Files(engine, path, cancellation);
        if (files.Count == 0) throw Directory.Exists(path) ? Throw.IsFolder(engine.Description, path) : Throw.NoFiles(engine.Description);
        // DuckDB reads an empty file as one column without rows, or fails with a message about the end of the file.
        if (files.FirstOrDefault(file => File.Exists(file) && new FileInfo(file).Length == 0) is { } empty)
            throw Throw.EmptyFile(engine.Description, empty);
        var groups = format.Groups(engine, files, cancellation);
        foreach (var group in groups)
        {
            if (Renaming.Twice(group.Columns.Select(column => column.Name)) is { } twice)
                throw Throw.ColumnTwice(engine.Description, twice, group.Files[0]);
            format.CheckNames(engine, group, cancellation);
            if (!format.Options.UnifyByName) RequireSame(engine, groups[0], group);
        }
        return new FileTable(format, groups, format.Options.HivePartitioning ? FolderColumns.Of(files) : []);
    }

    /// <summary>Returns the rows, with columns of the given types, or of their own types.</summary>
    public Rowset Rows(IReadOnlyDictionary<string, ColumnType> types)
    {
        return new Rowset(Select(_types.Keys, Target, Reading, null),
            columns => Select(columns.Select(column => column.Name), _ => DuckDbType.Text, _ => DuckDbType.Text, FileColumn()),
            _format.Advice)
        {
            DecimalSeparator = _format.DecimalSeparator,
            Types = types,
            Numbers = [.. _types.Keys.Where(name => DuckDbType.IsNumber(Target(name)))
                .Select(name => new NumberColumn(new SqlColumn(name,
                Target(name) == DuckDbType.Boolean ? SqlNumber.Boolean : SqlNumber.Double), default, false))],
            // Ranges in a footer are those of the file's own columns, in their own types.
            Ranges = _format is ParquetFormat && _groups.Count == 1 && types.Count == 0 && _folders.Count == 0 ? columns =>
                Footers.RangesText(_groups[0].Files, columns) : null,
        };

        string Target(string name) =>
            types.TryGetValue(name, out var type)
                ? type == ColumnType.Date && !_format.IsText && DuckDbType.IsDate(_types[name]) ? _types[name] : DuckDbType.Of(type)
            : DuckDbType.IsNumber(_types[name]) ? _types[name] : _format.IsText ? DuckDbType.Text : _types[name];

        // When DuckDB reads texts, it rounds fractions to integers and takes any number as a boolean. If the caller gave the type, values
        // are read as texts and checked.
        string Reading(string name) => types.TryGetValue(name, out var type) && type != ColumnType.Number ? DuckDbType.Text : Target(name);
    }

    /// <summary>Returns the rows with their texts, for tables.</summary>
    /// <param name="types">The given types.</param>
    /// <param name="kinds">The type of each column of the table.</param>
    public Rowset Tables(IReadOnlyDictionary<string, ColumnType> types, IReadOnlyDictionary<string, ColumnType> kinds)
    {
        if (!_format.IsText) return Rows(types) with { Types = kinds };
        return new Rowset(Texts(kinds.Keys, Value, null), columns => Texts(columns.Select(column => column.Name), Text, FileColumn()),
            _format.Advice)
        {
            DecimalSeparator = _format.DecimalSeparator,
            DateFormat = _format.Options.DateFormat,
            Types = kinds,
            Wide = kinds.Count > WideRows.MostSingle ? Wide() : null,
        };

        WideRows Wide()
        {
            var texts = kinds.Keys.Where(name => !_folders.Contains(name)).ToHashSet(StringComparer.Ordinal);
            string Target(string name) => texts.Contains(name) ? DuckDbType.Text : DuckDbType.Of(kinds[name]);
            return new WideRows(Select(kinds.Keys, Target, _ => DuckDbType.Text, null, Sql.Quote), texts, Converted, FileColumn(),
                names => Select(names, _ => DuckDbType.Text, _ => DuckDbType.Text, FileColumn(), Sql.Quote), _format.WithoutMissing);
        }

        string Texts(IEnumerable<string> names, Func<string, string> value, string? file) =>
            Select(names, name => DuckDbType.Of(kinds[name]), _ => DuckDbType.Text, file, value);

        string Text(string name) =>
            kinds[name] is ColumnType.Text or ColumnType.Date ? Sql.Quote(name) : _format.WithoutMissing(Sql.Quote(name));

        string Value(string name) => Converted(kinds[name], Sql.Quote(name));

        string Converted(ColumnType type, string text)
        {
            if (type is ColumnType.Text or ColumnType.Date) return text;
            text = _format.WithoutMissing(text);
            if (type == ColumnType.Number && _format.DecimalSeparator != '.')
                text = $"replace({text}, {Sql.Text($"{_format.DecimalSeparator}")}, '.')";
            return DuckDbType.Cast(text, DuckDbType.Text, DuckDbType.Of(type));
        }
    }

    /// <summary>The type of each column in a table, from its files; columns that a table cannot hold are left out.</summary>
    public Dictionary<string, ColumnType> Kinds =>
        Columns.Select(column => (column.Name,
            Kind: _format.IsText && DuckDbType.IsWideInteger(column.Type) ? ColumnType.Integer : DuckDbType.KindOf(column.Type)))
            .Where(column => column.Kind is not null)
            .ToDictionary(column => column.Name, column => column.Kind!.Value, StringComparer.Ordinal);

    private static void RequireSame(Engine engine, FileGroup first, FileGroup group)
    {
        var (there, here) = (first.Columns.Select(column => column.Name).ToHashSet(),
            group.Columns.Select(column => column.Name).ToHashSet());
        if (there.FirstOrDefault(name => !here.Contains(name)) is { } lacking)
            throw Throw.ColumnsDiffer(engine.Description, lacking, first.Files[0], group.Files[0]);
        if (here.FirstOrDefault(name => !there.Contains(name)) is { } more)
            throw Throw.ColumnsDiffer(engine.Description, more, group.Files[0], first.Files[0]);
    }

    private static List<(string Name, string Type)> Widest(List<FileGroup> groups)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var (name, type) in groups.SelectMany(group => group.Columns))
        {
            if (!types.TryGetValue(name, out var before)) names.Add(name);
            types[name] = before is null ? type : DuckDbType.Widest(before, type);
        }
        return names.ConvertAll(name => (name, types[name]));
    }

    // If text is not null, the files are read as texts, and text returns the expression for the value of a column.
    private string Select(IEnumerable<string> names, Func<string, string> target, Func<string, string> reading, string? file,
        Func<string, string>? text = null)
    {
        var all = names.ToList();
        var options = _folders.Count > 0 ? ", hive_partitioning = true, hive_types_autocast = false" : ", hive_partitioning = false";
        if (file is not null) options += $", filename = {Sql.Text(file)}";
        return string.Join("\nUNION ALL ", _groups.Select(group =>
        {
            var own = group.Columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
            var values = all.Select(name => $"{Value(name, own)} AS {Sql.Quote(name)}");
            var read = all.Where(own.ContainsKey).Select(name => (name, reading(name)));
            return $"SELECT {string.Join(", ", file is null ? values : values.Append(Sql.Quote(file)))} FROM " +
                $"{_format.Call(text is null ? group : group with { Dialect = group.TextDialect }, [.. read])}{options})";
        }));

        string Value(string name, Dictionary<string, string> own) =>
            _folders.Contains(name) ? DuckDbType.Cast(Sql.Quote(name), DuckDbType.Text, target(name))
            : !own.TryGetValue(name, out var type) ? $"CAST(NULL AS {target(name)})"
            : text is not null ? text(name)
            : DuckDbType.Cast(Sql.Quote(name), _format.IsText ? reading(name) : type, target(name));
    }

    private string FileColumn()
    {
        var name = "file";
        while (_types.ContainsKey(name)) name += "_";
        return name;
    }
}
