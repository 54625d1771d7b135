namespace Layers;

/// <summary>The entries of an archive that was not zipped: the files in a folder, as Keras writes them with <c>zipped=False</c>.</summary>
internal sealed class FolderEntries(string path) : ModelEntries(path)
{
    public override IEnumerable<string> Names => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'));

    public override void Dispose()
    {
    }

    protected override byte[]? Read(string name, long most, bool isText)
    {
        var file = System.IO.Path.Combine(Path, name);
        return File.Exists(file) ? RegularFile.Read(file, most) : null;
    }
}
