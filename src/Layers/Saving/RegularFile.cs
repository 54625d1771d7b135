namespace Layers;

/// <summary>Opens files to read: plain ones alone, since a pipe or a device may never answer.</summary>
internal static class RegularFile
{
    /// <summary>The file, at its start.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="isModel">Whether it should be a model or weights, which a refusal then says.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is empty, a pipe or a device.</exception>
    public static FileStream Open(string path, bool isModel = false)
    {
        try
        {
            // A pipe or a device has no length, and is not opened to find that out: it could wait for ever.
            return Length(path) > 0 ? File.OpenRead(path) : throw Throw.EmptyFile(path, isModel);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Throw.CannotRead(path, e);
        }
    }

    /// <summary>The length of a file, or of what a link leads to; 0 for pipes and devices.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static long Length(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? throw Throw.NoSuchFile(path);
        return file.Exists ? file.Length : throw Throw.NoSuchFile(path);
    }

    /// <summary>All bytes of a file.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="InvalidDataException">It is longer than that, empty, a pipe or a device.</exception>
    public static byte[] Read(string path, long most)
    {
        using var stream = Open(path);
        if (stream.Length > most) throw Throw.FileTooLarge(path, stream.Length, most);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
