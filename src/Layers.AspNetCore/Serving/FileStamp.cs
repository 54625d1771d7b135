namespace Layers.AspNetCore;

/// <summary>What tells without reading it that a file is another: its length and when it was written.</summary>
/// <param name="Length">In bytes; -1 where there is no file.</param>
/// <param name="Written">In UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>Where nothing was looked at yet; equal to no file's.</summary>
    public static readonly FileStamp None = new(-2, default);

    /// <summary>The stamp of now, of what a link leads to.</summary>
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
