namespace Layers;

/// <summary>A <c>.keras</c> archive as a folder of files, as Keras writes it with <c>zipped=False</c>.</summary>
internal static class ArchiveFolder
{
    private static readonly string[] s_ours = [Archive.Metadata, Archive.Config, Archive.Weights, Archive.Extra, Archive.Assets];

    /// <summary>Replaces a folder as a whole, or not at all: writes a new folder next to it and moves that into its place. If a save is
    /// killed between the two renames, the next load or save completes it.</summary>
    /// <exception cref="IOException">The folder cannot be written, or contains more than a model. An existing folder is
    /// unchanged.</exception>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries) => Write(path, entries, s_ours);

    /// <summary>Replaces a folder that holds another kind of model.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="entries">The files to write.</param>
    /// <param name="own">The names of all entries that the folder of such a model may contain.</param>
    /// <param name="makesFolders">Whether missing parent folders are created.</param>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries, IReadOnlyList<string> own,
        bool makesFolders = false)
    {
        try
        {
            var folder = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            if (makesFolders && folder.Parent is { } around) around.Create();
            Replace(folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName, entries,
                own);
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
        // The whole folder is replaced, so it may contain only the files of a model.
        if (Directory.Exists(path)
            && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName)
            .FirstOrDefault(name => !own.Contains(name)) is { } stranger)
            throw Throw.FolderHoldsMore(path, stranger);

        Leftovers.Clear(path);
        var temporary = Leftovers.TemporaryPath(path);
        using var running = Leftovers.Create(temporary);
        var (made, old) = (Leftovers.NewFolder(temporary), Leftovers.OldFolder(temporary));
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
        // The new folder is in place. Saving succeeded even if the old folder cannot be deleted, for example because one of its files is
        // open.
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
            // The temporary file stays as long as a folder does, so that the next save finds the folder and deletes it.
            if (isGone) AtomicFile.Remove(temporary);
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
