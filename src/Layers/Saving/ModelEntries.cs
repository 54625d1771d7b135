namespace Layers;

/// <summary>The entries of an open <c>.keras</c> archive, which is a zip file or a folder.</summary>
internal abstract class ModelEntries(string path) : IDisposable
{
    // A million features need about 60 MB of settings and 150 MB of statistics.
    private const long MostSettings = 256 << 20, MostText = 1 << 30;

    /// <summary>The path of the archive.</summary>
    public string Path { get; } = path;

    /// <summary>The names of all entries, with <c>/</c> between their parts.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Reads an entry that every archive has.</summary>
    /// <exception cref="InvalidDataException">The entry is missing or damaged.</exception>
    public byte[] Required(string name) => Optional(name) ?? throw Throw.MissingEntry(Path, name);

    /// <summary>Reads an entry; returns null if there is none.</summary>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public byte[]? Optional(string name) => name switch
    {
        Archive.Weights or Archive.NpzWeights => Read(name, Array.MaxLength, isText: false),
        Archive.Config => Read(name, MostSettings, isText: true),
        // An array may be as large as all weights, and as compressible.
        _ when name.EndsWith(NpyArray.Ending, StringComparison.Ordinal) => Read(name, Array.MaxLength, isText: false),
        _ => Read(name, MostText, isText: true),
    };

    public abstract void Dispose();

    /// <summary>Reads an entry of a limited size in bytes; returns null if there is none.</summary>
    protected abstract byte[]? Read(string name, long most, bool isText);

    /// <summary>Opens the archive or folder of a recognized file.</summary>
    public static ModelEntries Open(ModelFile file) =>
        file.Kind == FileKind.Folder ? new FolderEntries(file.Path) : new ZipEntries(file.Path);
}
