namespace Layers;

/// <summary>Files that are there whole or not at all: written beside, and moved into place when all is on the disk.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file anew. One that is there keeps its mode, and a symbolic link stays one: what it leads to is replaced.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is whole.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path));
            Replace(file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName, write);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Throw.CannotWrite(path, e);
        }
    }

    /// <summary>Appends to a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, string text)
    {
        try
        {
            File.AppendAllText(path, text);
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
        using var stream = Leftovers.Create(beside, ModeOf(path));
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            // Open until it is moved, so that no other save takes it for a leftover; only Windows does not move what is open.
            if (OperatingSystem.IsWindows()) stream.Dispose();
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            stream.Dispose();
            File.Delete(beside);
            throw;
        }
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;
}
