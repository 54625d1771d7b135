namespace Layers;

/// <summary>Keras's <c>model.weights.h5</c>, as a tree of groups: written by PureHDF, read by <see cref="Hdf5Reader"/>, which needs no
/// code made at run time.</summary>
internal static class WeightsFile
{
    /// <summary>Writes a tree as Keras lays it out, always with a group <c>vars</c> at the root: Keras before 3.6 insists on it.</summary>
    /// <param name="root">The tree; it is not changed.</param>
    /// <param name="stream">Written from front to end; it need not seek, and stays open.</param>
    /// <exception cref="ArgumentException">A tensor holds strings, or all together have more than 2,000,000,000 bytes.</exception>
    public static void Write(WeightGroup root, Stream stream) => Hdf5Writer.Write(root, stream);

    /// <summary>Whether a file is HDF5, by its first bytes: 8, or 520 where other data stands before it.</summary>
    public static bool IsHdf5(ReadOnlySpan<byte> header) => header.StartsWith(Hdf5Reader.Magic) || (header.Length > 512 && header[512..].StartsWith(Hdf5Reader.Magic));

    /// <summary>Reads the groups of a weights file; a tensor is read when it is first asked for.</summary>
    /// <param name="stream">Copied into memory, from its start if it can seek; stays open.</param>
    /// <exception cref="InvalidDataException">It is not HDF5, is cut off or damaged, or points to data outside of itself. What is
    /// wrong with a single tensor is said when that tensor is asked for, with the same exception.</exception>
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
    /// <param name="bytes">The whole file; not copied.</param>
    public static WeightGroup Read(byte[] bytes) => new Hdf5Reader(new Hdf5Source(bytes)).Root();

    /// <summary>The path of what is in a group.</summary>
    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
