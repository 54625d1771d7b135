namespace Layers;

/// <summary>The entries of an archive that is a folder of files, as Keras writes it with <c>zipped=False</c>.</summary>
internal sealed class FolderEntries(string path) : ModelEntries(path)
{
    // This depth is enough for any model, and bounds the search if links form a cycle.
    private static readonly EnumerationOptions s_all = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 64,
        AttributesToSkip = 0,
        IgnoreInaccessible = false
    };

    public override IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path, "*", s_all).Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'));

    public override void Dispose()
    {
    }

    protected override byte[]? Read(string name, long most, bool isText)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (!File.Exists(file)) return null;
        // An asset file of a layer may be empty.
        return name.StartsWith(Archive.Assets, StringComparison.Ordinal) && RegularFile.Length(file) == 0
            ? [] : RegularFile.Read(file, most);
    }
}
