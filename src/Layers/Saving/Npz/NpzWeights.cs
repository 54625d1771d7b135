using System.Globalization;

namespace Layers;

/// <summary>Weights as arrays of NumPy in a zip file, <c>model.weights.npz</c>: an array for each variable under the name that it has in
/// HDF5, <c>layers/dense/vars/0.npy</c>.</summary>
/// <remarks>What Keras itself writes under this name are pickled dictionaries, which are programs; they are refused, as Keras refuses them
/// by now. Format: <see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>.</remarks>
internal static class NpzWeights
{
    private const string Root = "__root__", Variables = "vars";

    // More than models nest.
    private const int MostParts = 64;

    // Weights hardly shrink; what unpacks to more is made to fill the memory.
    private const long MostExpansion = 100, Small = 1 << 20;

    /// <summary>All arrays of a file.</summary>
    /// <exception cref="InvalidDataException">It is no zip file, has something else than arrays of numbers, or unpacks to far more than it
    /// is.</exception>
    public static WeightGroup Read(byte[] bytes)
    {
        using var zip = new ZipEntries(Archive.NpzWeights, new MemoryStream(bytes), Throw.NotNpz);
        if (zip.Length > Small + MostExpansion * bytes.Length) throw Throw.NpzTooLarge(zip.Length, bytes.Length);
        var root = new WeightGroup();
        foreach (var name in zip.Names)
        {
            if (!name.EndsWith(NpyArray.Ending, StringComparison.Ordinal)) throw Throw.NotAnArray(name);
            var tensor = NpyArray.Read(name, zip.Required(name));
            var (group, variable) = Place(name[..^NpyArray.Ending.Length]);
            root.At(group).Add(variable, () => tensor);
        }
        return root;
    }

    // Keras's own names lead to the object, without the group of its variables.
    private static (string Group, string Variable) Place(string name)
    {
        var at = name.LastIndexOf('/');
        if (at < 0 || name.AsSpan().Count('/') > MostParts || !int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw Throw.NotAVariable(name);
        var group = name[..at];
        if (group == Root) group = Variables;
        return (group == Variables || group.EndsWith("/" + Variables, StringComparison.Ordinal) ? group : $"{group}/{Variables}", name[(at + 1)..]);
    }
}
