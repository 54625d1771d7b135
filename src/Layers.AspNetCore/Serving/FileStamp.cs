namespace Layers.AspNetCore;

/// <summary>The length and the write time of a file, which show a change without reading the file.</summary>
/// <param name="Length">The length in bytes; -1 if there is no file.</param>
/// <param name="Written">The time of the last write in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>The stamp before the first check; it differs from every file's.</summary>
    public static readonly FileStamp None = new(-2, default);

    /// <summary>Returns the current stamp of a file, or of the target of a link.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null) file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(-1, default);
        }
    }
}
