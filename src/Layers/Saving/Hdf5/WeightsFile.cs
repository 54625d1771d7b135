namespace Layers;

/// <summary>Keras's <c>model.weights.h5</c> as a tree of groups. PureHDF writes it, and <see cref="Hdf5Reader"/> reads it without code
/// generation at run time.</summary>
internal static class WeightsFile
{
    /// <summary>Writes a tree in Keras's layout, always with a group <c>vars</c> at the root, which Keras before 3.6 requires.</summary>
    /// <param name="root">The tree; it is not changed.</param>
    /// <param name="stream">The stream, which is written sequentially; it need not be seekable, and stays open.</param>
    /// <exception cref="ArgumentException">A tensor holds strings, or the tensors have more than 2,000,000,000 bytes in all.</exception>
    public static void Write(WeightGroup root, Stream stream) => Hdf5Writer.Write(root, stream);

    /// <summary>Whether a file is HDF5, by its first bytes: 8, or 520 if other data precedes the HDF5 part.</summary>
    public static bool IsHdf5(ReadOnlySpan<byte> header) =>
        header.StartsWith(Hdf5Reader.Magic) || (header.Length > 512 && header[512..].StartsWith(Hdf5Reader.Magic));

    /// <summary>Reads the groups of a weights file. A tensor is read when it is first requested.</summary>
    /// <param name="stream">The stream, which is copied into memory, from its start if it is seekable; it stays open.</param>
    /// <exception cref="InvalidDataException">The file is not HDF5, is cut off or damaged, or refers to data outside itself. A faulty
    /// tensor causes the same exception when it is first requested.</exception>
    public static WeightGroup Read(Stream stream)
    {
        if (stream.CanSeek)
        {
            if (stream.Length > Array.MaxLength) throw Throw.Hdf5TooLarge(stream.Length);
            var bytes = new byte[stream.Length];
            stream.Position = 0;
            stream.ReadExactly(bytes);
            return Read(bytes);
        }
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Read(copy.ToArray());
    }

    /// <inheritdoc cref="Read(Stream)"/>
    /// <param name="bytes">The whole file, which is not copied.</param>
    public static WeightGroup Read(byte[] bytes) => new Hdf5Reader(new Hdf5Source(bytes)).Root();

    /// <summary>Returns the path of an entry of a group.</summary>
    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
