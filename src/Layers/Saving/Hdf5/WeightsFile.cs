namespace Layers;

/// <summary>Keras's <c>model.weights.h5</c>, as a tree of groups.</summary>
/// <remarks>HDF5 is written and read here and not by a library, because a weights file comes from strangers: PureHDF 2.2.0, the
/// one managed library, opens other files that a link names while it lists a group, ends the process with a stack overflow on a
/// header that continues in itself, and needs code generation at run time, which programs compiled ahead of time do not have.</remarks>
internal static class WeightsFile
{
    /// <summary>Writes a tree as Keras lays it out, always with a group <c>vars</c> at the root: Keras before 3.6 insists on it.</summary>
    /// <param name="root">The tree; it is not changed.</param>
    /// <param name="stream">Written from front to end; it need not seek, and stays open.</param>
    /// <exception cref="ArgumentException">A tensor holds strings.</exception>
    public static void Write(WeightGroup root, Stream stream) => new Hdf5Writer().Write(root, stream);

    /// <summary>Reads the groups of a weights file; a tensor is read when it is first asked for.</summary>
    /// <param name="stream">Must stay open, and be used by nothing else, until the last tensor was asked for.
    /// One that cannot seek is copied into memory.</param>
    /// <exception cref="InvalidDataException">It is not HDF5, is cut off or damaged, or points to data outside of itself. What is
    /// wrong with a single tensor is said when that tensor is asked for, with the same exception.</exception>
    public static WeightGroup Read(Stream stream)
    {
        if (stream.CanSeek) return new Hdf5Reader(new Hdf5Source(stream)).Root();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Read(copy);
    }

    /// <inheritdoc cref="Read(Stream)"/>
    /// <param name="bytes">The whole file; not copied.</param>
    public static WeightGroup Read(byte[] bytes) => Read(new MemoryStream(bytes, writable: false));
}
