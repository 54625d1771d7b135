namespace Layers;

/// <summary>Opens regular files for reading. Pipes and devices are refused, because reading them may block forever.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file, at its start.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isModel">Whether the file should be a model or weights, for the message of the exception.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is empty, a pipe or a device.</exception>
    public static FileStream Open(string path, bool isModel = false)
    {
        try
        {
            // A pipe or a device has length 0. It is not opened to check, because that could block forever.
            return Length(path) > 0 ? File.OpenRead(path) : throw Throw.EmptyFile(path, isModel);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Throw.CannotRead(path, e);
        }
    }

    /// <summary>Returns the length of a file, or of the target of a link; 0 for pipes and devices.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static long Length(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? throw Throw.NoSuchFile(path);
        return file.Exists ? file.Length : throw Throw.NoSuchFile(path);
    }

    /// <summary>Reads all bytes of a file.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="InvalidDataException">The file is longer than the limit, empty, a pipe or a device.</exception>
    public static byte[] Read(string path, long most)
    {
        using var stream = Open(path);
        if (stream.Length > most) throw Throw.FileTooLarge(path, stream.Length, most);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
