namespace Layers;

/// <summary>The entries of a <c>.keras</c> archive that is open to read, be it a zip file or a folder.</summary>
internal abstract class ModelEntries(string path) : IDisposable
{
    // A million features take some 60 MB of settings, and their statistics 150 MB.
    private const long MostSettings = 256 << 20, MostText = 1 << 30;

    /// <summary>The archive.</summary>
    public string Path { get; } = path;

    /// <summary>The names of all entries, with <c>/</c> between their parts.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>An entry that every archive has.</summary>
    /// <exception cref="InvalidDataException">It is missing, or damaged.</exception>
    public byte[] Required(string name) => Optional(name) ?? throw Throw.MissingEntry(Path, name);

    /// <summary>An entry; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public byte[]? Optional(string name) => name switch
    {
        Archive.Weights or Archive.NpzWeights => Read(name, Array.MaxLength, isText: false),
        Archive.Config => Read(name, MostSettings, isText: true),
        // Numbers of an array may be as large, and as much alike, as those of all weights.
        _ when name.EndsWith(NpyArray.Ending, StringComparison.Ordinal) => Read(name, Array.MaxLength, isText: false),
        _ => Read(name, MostText, isText: true),
    };

    public abstract void Dispose();

    /// <summary>An entry of at most so many bytes; null where there is none.</summary>
    protected abstract byte[]? Read(string name, long most, bool isText);

    /// <summary>The archive or folder, as a file that was recognized.</summary>
    public static ModelEntries Open(ModelFile file) => file.Kind == FileKind.Folder ? new FolderEntries(file.Path) : new ZipEntries(file.Path);
}
