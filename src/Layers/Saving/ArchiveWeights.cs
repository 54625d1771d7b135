namespace Layers;

/// <summary>The weights of an archive, as HDF5 or as arrays of NumPy, in today's layout.</summary>
internal static class ArchiveWeights
{
    /// <returns>The bytes of the entry, and what is in it; its name is <see cref="LoadNotes.Entry"/>.</returns>
    /// <exception cref="InvalidDataException">There is no such entry, or it is damaged.</exception>
    public static (byte[] Bytes, WeightGroup Tree) Read(ModelEntries entries, LoadNotes notes)
    {
        notes.Entry = Archive.Weights;
        if (entries.Optional(Archive.Weights) is { } hdf5)
        {
            var root = FileFaults.In(entries.Path, Archive.Weights, () => WeightsFile.Read(hdf5));
            notes.IsFromWindows = OldLayout.IsFromWindows(root);
            return (hdf5, FileFaults.In(entries.Path, Archive.Weights, () => OldLayout.Modern(root)));
        }
        var npz = entries.Optional(Archive.NpzWeights) ?? throw Throw.NoWeightsEntry(entries.Path);
        (notes.Entry, notes.IsNpz) = (Archive.NpzWeights, true);
        return (npz, FileFaults.In(entries.Path, Archive.NpzWeights, () => NpzWeights.Read(npz)));
    }
}
