namespace Layers.Data;

/// <summary>A file format: how DuckDB is asked for the content of its files.</summary>
/// <param name="name">The name of the format in messages.</param>
/// <param name="options">The options for reading.</param>
internal abstract class FileFormat(string name, DataFileOptions options)
{
    public string Name => name;

    public DataFileOptions Options => options;

    /// <summary>Whether the reader is given the types of columns, because the files hold texts; otherwise the values are cast.</summary>
    public abstract bool IsText { get; }

    /// <summary>The advice for a value that does not fit.</summary>
    public abstract string Advice { get; }

    /// <summary>Whether a detected type means that the numbers have been integers so far; later rows may have fractions.</summary>
    public virtual bool IsWhole(string type) => type == DuckDbType.Long;

    public virtual char DecimalSeparator => '.';

    /// <summary>Returns an expression for a value of a column of another type than text: NULL if the text of the value means a missing
    /// one.</summary>
    /// <param name="column">An expression for the value in the file.</param>
    public virtual string WithoutMissing(string column) => column;

    /// <summary>Returns the same format with other types of columns.</summary>
    /// <param name="types">All types that are given.</param>
    public abstract FileFormat WithTypes(IReadOnlyDictionary<string, ColumnType> types);

    /// <summary>Returns the columns and formats of the files, in order.</summary>
    public abstract List<FileGroup> Groups(Engine engine, IReadOnlyList<string> files, CancellationToken cancellation);

    /// <summary>Returns the function call that reads a group.</summary>
    /// <param name="group">The files.</param>
    /// <param name="types">The type of each column to read, for a text format.</param>
    public abstract string Call(FileGroup group, IReadOnlyList<(string Name, string Type)> types);

    /// <summary>Throws if DuckDB renamed a column of the files because two columns had the same name.</summary>
    public virtual void CheckNames(Engine engine, FileGroup group, CancellationToken cancellation)
    {
    }

    protected static string List(IReadOnlyList<string> files) => $"[{string.Join(", ", files.Select(FilePattern.Text))}]";

    protected static string Struct(IEnumerable<(string Name, string Type)> types) =>
        $"{{{string.Join(", ", types.Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}"))}}}";
}
