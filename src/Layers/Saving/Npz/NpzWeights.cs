using System.Globalization;

namespace Layers;

/// <summary>Reads weights from NumPy arrays in a zip file, <c>model.weights.npz</c>: an array for each variable, with its HDF5 path as the
/// name, <c>layers/dense/vars/0.npy</c>.</summary>
/// <remarks>Keras itself writes pickled dictionaries under this name. A pickle can run code, so such files are refused, as newer releases
/// of Keras refuse them. Format: <see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>.</remarks>
internal static class NpzWeights
{
    private const string Root = "__root__", Variables = "vars";

    // More parts than any model nests.
    private const int MostParts = 64;

    // Weights hardly compress, so a file with a much higher ratio was made to fill the memory.
    private const long MostExpansion = 100, Small = 1 << 20;

    /// <summary>Reads all arrays of a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a zip file, has entries that are not arrays of numbers, or is far larger when
    /// decompressed.</exception>
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

    // Keras's own names omit the group 'vars' of the variables.
    private static (string Group, string Variable) Place(string name)
    {
        var at = name.LastIndexOf('/');
        if (at < 0 || name.AsSpan().Count('/') > MostParts
            || !int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw Throw.NotAVariable(name);
        var group = name[..at];
        if (group == Root) group = Variables;
        return (group == Variables || group.EndsWith("/" + Variables, StringComparison.Ordinal) ? group : $"{group}/{Variables}",
            name[(at + 1)..]);
    }
}
