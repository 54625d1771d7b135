namespace Layers.Cli;

/// <summary>Files that a verb writes: there whole or not at all.</summary>
internal static class NewFile
{
    /// <summary>Refuses a place where no file can be, before any work is done for it.</summary>
    /// <param name="path">Where the file goes.</param>
    /// <exception cref="ToolException">There is a folder of that name, or no folder for it.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path)) throw new ToolException($"{path} is a folder: name a file.");
        RequireFolder(path);
    }

    /// <summary>Refuses a place whose folder is not there.</summary>
    /// <param name="path">Where a file or a folder goes.</param>
    /// <exception cref="ToolException">There is no folder for it.</exception>
    public static void RequireFolder(string path)
    {
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { } folder && !Directory.Exists(folder))
            throw new ToolException($"There is no folder {folder} for {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}.");
    }

    /// <summary>Writes a file anew.</summary>
    /// <param name="path">Where the file goes.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="ToolException">No file can be there.</exception>
    /// <exception cref="IOException">It cannot be written; the old one is whole.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Require(path);
        AtomicFile.Write(path, write);
    }
}
