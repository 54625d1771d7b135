namespace Layers;

/// <summary>Files that are there whole or not at all: written beside, and moved into place when all is on the disk.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file anew. One that is there keeps its mode, and a symbolic link stays one: what it leads to is
    /// replaced.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is whole.</exception>
    public static void Write(string path, Action<Stream> write) => Plainly(path, target => Replace(target, write));

    /// <summary>Appends to a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, string text) => Plainly(path, target => File.AppendAllText(target, text));

    /// <summary>Empties a file, or makes it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Clear(string path) => Plainly(path, target => File.WriteAllText(target, ""));

    /// <summary>Deletes what a failed write left; that it cannot be deleted is not what failed.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // A missing folder and the like are said of the path that was given, not of the file beside it.
    private static void Plainly(string path, Action<string> write)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path));
            var target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target)) throw Throw.FolderInPlaceOfFile(path);
            if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder)) throw Throw.NoFolder(path, folder);
            write(target);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Throw.CannotWrite(path, e);
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        Leftovers.Clear(path);
        var beside = Leftovers.Beside(path);
        FileStream? stream = null;
        try
        {
            stream = Leftovers.Create(beside, ModeOf(path));
            write(stream);
            stream.Flush(flushToDisk: true);
            // Open until it is moved, so that no other save takes it for a leftover; only Windows does not move what is open.
            if (OperatingSystem.IsWindows()) stream.Dispose();
            File.Move(beside, path, overwrite: true);
            stream.Dispose();
        }
        catch (Exception e)
        {
            if (stream is not null) Leftovers.Close(stream);
            Remove(beside);
            // A full or read-only disk is said of the file that was asked for.
            if (e is IOException && e.Message.Contains(beside, StringComparison.Ordinal))
                throw Throw.CannotWrite(path, e.Message.Replace(beside, path, StringComparison.Ordinal), e);
            throw;
        }
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;
}
