namespace Layers.Cli;

/// <summary>Writes files atomically.</summary>
internal static class NewFile
{
    /// <summary>Throws if no file can be written to a path, before any work is done.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ToolException">The path is that of a folder, or the folder of the file does not exist.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path)) throw new ToolException($"{path} is a folder: name a file.");
        RequireFolder(path);
    }

    /// <summary>Throws if the folder of a path does not exist.</summary>
    /// <param name="path">The path of a file or a folder.</param>
    /// <exception cref="ToolException">The folder does not exist.</exception>
    public static void RequireFolder(string path)
    {
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { } folder && !Directory.Exists(folder))
            throw new ToolException($"There is no folder {folder} for {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}.");
    }

    /// <summary>Writes a file, and replaces an existing one.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="ToolException">No file can be written to the path.</exception>
    /// <exception cref="IOException">The file cannot be written; an existing file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Require(path);
        AtomicFile.Write(path, write);
    }
}
