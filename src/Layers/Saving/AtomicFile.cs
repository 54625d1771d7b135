namespace Layers;

/// <summary>Writes files atomically: into a temporary file in the same folder, which is moved into place after it is flushed to
/// disk.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file. An existing file keeps its Unix mode. If the path is a symbolic link, its target is replaced and the link
    /// stays.</summary>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write) => Plainly(path, target => Replace(target, write));

    /// <summary>Appends to a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Append(string path, string text) => Plainly(path, target => File.AppendAllText(target, text));

    /// <summary>Empties a file, or creates it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Clear(string path) => Plainly(path, target => File.WriteAllText(target, ""));

    /// <summary>Deletes the temporary file of a failed write. Failure to delete it is ignored, so that the first error is
    /// reported.</summary>
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

    // Errors such as a missing folder name the path of the caller, not the temporary file.
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
        var temporary = Leftovers.TemporaryPath(path);
        FileStream? stream = null;
        try
        {
            stream = Leftovers.Create(temporary, ModeOf(path));
            write(stream);
            stream.Flush(flushToDisk: true);
            // The file stays open until it is moved, so that no other save takes it for a leftover. Windows cannot move an open file.
            if (OperatingSystem.IsWindows()) stream.Dispose();
            File.Move(temporary, path, overwrite: true);
            stream.Dispose();
        }
        catch (Exception e)
        {
            if (stream is not null) Leftovers.Close(stream);
            Remove(temporary);
            // An error such as a full or read-only disk names the file of the caller.
            if (e is IOException && e.Message.Contains(temporary, StringComparison.Ordinal))
                throw Throw.CannotWrite(path, e.Message.Replace(temporary, path, StringComparison.Ordinal), e);
            throw;
        }
    }

    private static UnixFileMode? ModeOf(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;
}
