namespace Layers;

/// <summary>Reads the weights of an archive, from HDF5 or from NumPy arrays, and returns them in the current layout.</summary>
internal static class ArchiveWeights
{
    /// <returns>The name of the entry, its bytes, and the weights in it.</returns>
    /// <exception cref="InvalidDataException">There is no such entry, or it is damaged.</exception>
    public static (string Entry, byte[] Bytes, WeightGroup Tree) Read(ModelEntries entries, LoadNotes notes)
    {
        if (entries.Optional(Archive.Weights) is { } hdf5)
        {
            var root = FileFaults.In(entries.Path, Archive.Weights, () => WeightsFile.Read(hdf5));
            notes.IsFromWindows = OldLayout.IsFromWindows(root);
            return (Archive.Weights, hdf5, FileFaults.In(entries.Path, Archive.Weights, () => OldLayout.Modern(root)));
        }
        var npz = entries.Optional(Archive.NpzWeights) ?? throw Throw.NoWeightsEntry(entries.Path);
        notes.IsNpz = true;
        return (Archive.NpzWeights, npz, FileFaults.In(entries.Path, Archive.NpzWeights, () => NpzWeights.Read(npz)));
    }
}
