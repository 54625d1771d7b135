namespace Layers.Data;

/// <summary>A format of files: what is in them, and how DuckDB is asked for it.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="options">How they are read.</param>
internal abstract class FileFormat(string name, DataFileOptions options)
{
    public string Name => name;

    public DataFileOptions Options => options;

    /// <summary>Whether types are given to the reader, since the files hold texts; else what is read is cast.</summary>
    public abstract bool IsText { get; }

    /// <summary>What to do about a value that does not fit.</summary>
    public abstract string Advice { get; }

    /// <summary>Whether a type that was found out says that the numbers were whole so far; they may go on otherwise.</summary>
    public virtual bool IsWhole(string type) => type == DuckDbType.Long;

    public virtual char DecimalSeparator => '.';

    /// <summary>An expression for a value that is no text, read as a text where texts are read: NULL where it stands for a missing
    /// one.</summary>
    /// <param name="column">An expression for what the file has.</param>
    public virtual string WithoutMissing(string column) => column;

    /// <summary>Returns the same format with other types of columns.</summary>
    /// <param name="types">All types that are given.</param>
    public abstract FileFormat WithTypes(IReadOnlyDictionary<string, ColumnType> types);

    /// <summary>What the files say of themselves, in order.</summary>
    public abstract List<FileGroup> Groups(Engine engine, IReadOnlyList<string> files, CancellationToken cancellation);

    /// <summary>The function call that reads a group.</summary>
    /// <param name="group">The files.</param>
    /// <param name="types">The type of each column to read, for a format of texts.</param>
    public abstract string Call(FileGroup group, IReadOnlyList<(string Name, string Type)> types);

    /// <summary>Refuses a source of files in which DuckDB gave a column another name because there was one of its name already.</summary>
    public virtual void CheckNames(Engine engine, FileGroup group, CancellationToken cancellation)
    {
    }

    protected static string List(IReadOnlyList<string> files) => $"[{string.Join(", ", files.Select(FilePattern.Text))}]";

    protected static string Struct(IEnumerable<(string Name, string Type)> types) => $"{{{string.Join(", ", types.Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}"))}}}";
}
