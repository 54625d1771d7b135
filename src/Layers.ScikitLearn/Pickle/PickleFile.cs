namespace Layers.ScikitLearn;

/// <summary>Reads files of Python's <c>pickle</c> and of <c>joblib</c> as data; nothing that they name is ever run.</summary>
/// <remarks>Supports protocols 0 to 5 and joblib's arrays between the instructions, plain or compressed with zlib, gzip, bz2, xz or lzma.
/// The compression is detected by the first bytes. Memory and time are limited by the length of the file.</remarks>
internal static class PickleFile
{
    /// <summary>Reads the object in a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A value of a type that <see cref="PickledObject"/> lists.</returns>
    /// <exception cref="NotSupportedException">The file names an unknown class, function or kind of data, or is a file of another kind. The
    /// message names it, and says what to do.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or malicious.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static object? Read(string path)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length > Array.MaxLength) throw Throw.FileTooLarge(path, file.Length);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the object in the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The name of the file, for errors.</param>
    /// <inheritdoc cref="Read(string)" path="/returns"/>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static object? Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.IsEmpty) throw Throw.EmptyFile(name);
        PickleKinds.RefuseOthers(bytes.Span, name);
        var isPacked = PickleCompression.TryUnpack(bytes, name, out var unpacked);
        if (isPacked && unpacked.IsEmpty) throw Throw.EmptyFile(name);
        var source = new PickleSource(unpacked, name, isPacked);
        var value = new PickleReader(source, new PickleBudget(name, bytes.Length, unpacked.Length)).Read();
        if (source.Left > 0) throw Throw.BytesLeft(source);
        return PickleTree.Finish(value, source);
    }
}
