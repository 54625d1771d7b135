namespace Layers;

/// <summary>The entries of a <c>.keras</c> archive that was not zipped: files in a folder, as Keras writes them with <c>zipped=False</c>.</summary>
internal static class ArchiveFolder
{
    private static readonly string[] s_ours = [Archive.Metadata, Archive.Config, Archive.Weights, Archive.Extra, "assets"];

    /// <summary>Writes a folder that is there whole or not at all: beside, and moved into the old one's place.</summary>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(path)) throw Throw.FileInPlaceOfFolder(path);
        // What is in the folder goes with it, so that only what a model's folder holds may be in there.
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !s_ours.Contains(name)) is { } stranger)
            throw Throw.FolderHoldsMore(path, stranger);

        var parent = Path.GetDirectoryName(path)!;
        var beside = Path.Combine(parent, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        var old = $"{beside}.old";
        try
        {
            Directory.CreateDirectory(beside);
            foreach (var (name, bytes) in entries)
                AtomicFile.Write(Path.Combine(beside, name), stream => stream.Write(bytes));
            Exchange(path, beside, old);
        }
        catch
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
            throw;
        }
        // The new one is in place; an old one that cannot be deleted, as when a file of it is open, is no failure of saving.
        try
        {
            if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void Exchange(string path, string beside, string old)
    {
        var isThere = Directory.Exists(path);
        if (isThere) Directory.Move(path, old);
        try
        {
            Directory.Move(beside, path);
        }
        catch when (isThere)
        {
            Directory.Move(old, path);
            throw;
        }
    }
}
