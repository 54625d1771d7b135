namespace Layers;

/// <summary>A <c>.keras</c> archive that is not zipped: files in a folder, as Keras writes them with <c>zipped=False</c>.</summary>
internal static class ArchiveFolder
{
    private static readonly string[] s_ours = [Archive.Metadata, Archive.Config, Archive.Weights, Archive.Extra, Archive.Assets];

    /// <summary>Writes a folder that is there whole or not at all: beside, and moved into the old one's place. A save that is killed
    /// between the two renames is ended by the next load or save.</summary>
    /// <exception cref="IOException">It cannot be written, or is a folder that holds more than a model; the old one is whole.</exception>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries) => Write(path, entries, s_ours);

    /// <summary>The same of another kind of model.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="entries">What is in it.</param>
    /// <param name="own">What the folder of such a model holds, and nothing else.</param>
    /// <param name="makesFolders">Whether the folders that it is in are made where they are missing.</param>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries, IReadOnlyList<string> own,
        bool makesFolders = false)
    {
        try
        {
            var folder = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            if (makesFolders && folder.Parent is { } around) around.Create();
            Replace(folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName, entries, own);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Throw.CannotWrite(path, e);
        }
    }

    private static void Replace(string path, IEnumerable<(string Name, byte[] Bytes)> entries, IReadOnlyList<string> own)
    {
        if (File.Exists(path)) throw Throw.FileInPlaceOfFolder(path);
        if (Path.GetDirectoryName(path) is { } around && !Directory.Exists(around)) throw Throw.NoFolder(path, around);
        // What is in the folder goes with it, so that only what a model's folder holds may be in there.
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !own.Contains(name)) is { } stranger)
            throw Throw.FolderHoldsMore(path, stranger);

        Leftovers.Clear(path);
        var beside = Leftovers.Beside(path);
        using var running = Leftovers.Create(beside);
        var (made, old) = (Leftovers.NewFolder(beside), Leftovers.OldFolder(beside));
        try
        {
            Make(made, path);
            foreach (var (name, bytes) in entries) Write(Path.Combine(made, name), Path.Combine(path, name), bytes);
            Exchange(path, made, old);
        }
        catch
        {
            End(made);
            throw;
        }
        // The new one is in place; an old one that cannot be deleted, as when a file of it is open, is no failure of saving.
        End(old);

        void End(string folder)
        {
            var isGone = true;
            try
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                isGone = false;
            }
            Leftovers.Close(running);
            // By the file beside it the next save finds a folder that is still there, and deletes it.
            if (isGone) AtomicFile.Remove(beside);
        }
    }

    private static void Make(string folder, string like)
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(like)) Directory.CreateDirectory(folder, File.GetUnixFileMode(like));
        else Directory.CreateDirectory(folder);
    }

    private static void Write(string file, string like, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = Leftovers.Create(file, !OperatingSystem.IsWindows() && File.Exists(like) ? File.GetUnixFileMode(like) : null);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private static void Exchange(string path, string made, string old)
    {
        var isThere = Directory.Exists(path);
        if (isThere) Directory.Move(path, old);
        try
        {
            Directory.Move(made, path);
        }
        catch when (isThere)
        {
            Directory.Move(old, path);
            throw;
        }
    }
}
