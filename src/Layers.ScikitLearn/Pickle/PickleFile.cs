namespace Layers.ScikitLearn;

/// <summary>Files of Python's <c>pickle</c> and of <c>joblib</c>, read as data: nothing that they name is ever run.</summary>
/// <remarks>Protocols 0 to 5, and joblib's arrays between the instructions, plain or compressed with zlib, gzip, bz2, xz or lzma. Which
/// compression it is, is seen from the
/// first bytes. Memory and time are bounded by the length of the file.</remarks>
internal static class PickleFile
{
    /// <summary>Reads the object in a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A value as <see cref="PickledObject"/> describes them.</returns>
    /// <exception cref="NotSupportedException">The file names a class, a function or a kind of data that is not known here, or is a file of
    /// another kind; the message says which,
    /// and what to do.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or made to do harm.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static object? Read(string path)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length > Array.MaxLength) throw Throw.FileTooLarge(path, file.Length);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the object in the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The file, in errors.</param>
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
