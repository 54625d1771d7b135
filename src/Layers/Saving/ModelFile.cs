using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A file or folder whose kind was recognized, with its tree of groups if it is HDF5.</summary>
/// <param name="Path">The path.</param>
/// <param name="Kind">The kind of the file.</param>
/// <param name="Tree">The groups of an HDF5 file, in the current layout for a weights file; null for other files.</param>
/// <param name="IsFromWindows">Whether the names of the groups contain backslashes, as files that Keras wrote on Windows have them.</param>
internal sealed record ModelFile(string Path, FileKind Kind, WeightGroup? Tree = null, bool IsFromWindows = false)
{
    private const int HeaderLength = 4096;

    // An index has the names of files, and a few groups for each layer.
    private const long LongestIndex = 64 << 20;

    /// <summary>The name of the content of an HDF5 file in messages.</summary>
    public const string Root = "/";

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is empty, a pipe or a device, or a damaged HDF5 file.</exception>
    public static ModelFile Open(string path)
    {
        if (!File.Exists(path)) Leftovers.Complete(path);
        if (Directory.Exists(path))
            return new(path, File.Exists(System.IO.Path.Combine(path, Archive.Config)) ? FileKind.Folder : FileKind.Foreign);
        using var stream = RegularFile.Open(path, isModel: true);
        return Of(path, stream);
    }

    /// <summary>Recognizes an open file, from its start.</summary>
    /// <param name="path">The path, for messages.</param>
    /// <param name="stream">The file; it stays open.</param>
    /// <exception cref="InvalidDataException">The file is a damaged HDF5 file.</exception>
    public static ModelFile Of(string path, Stream stream)
    {
        var header = new byte[Math.Min(stream.Length, HeaderLength)];
        stream.ReadExactly(header);
        if (header.AsSpan().StartsWith("PK"u8)) return new(path, FileKind.Archive);
        if (WeightsFile.IsHdf5(header)) return Hdf5(path, FileFaults.In(path, Root, () => WeightsFile.Read(stream)));
        return new(path, IsIndex(path, header) ? FileKind.ShardedWeights : FileKind.Foreign);
    }

    private static ModelFile Hdf5(string path, WeightGroup root)
    {
        if (root.Notes.ContainsKey("model_config")) return new(path, FileKind.LegacyModel, root);
        if (LegacyWeights.Find(root) is not null) return new(path, FileKind.LegacyWeights, root);
        var modern = FileFaults.In(path, Root, () => OldLayout.Modern(root));
        return new(path, WeightTree.IsWeightsFile(modern) ? FileKind.Weights : FileKind.Foreign, modern, OldLayout.IsFromWindows(root));
    }

    private static bool IsIndex(string path, byte[] header)
    {
        if (header[0] != '{' || new FileInfo(path).Length > LongestIndex) return false;
        try
        {
            return KerasJson.Parse(RegularFile.Read(path, LongestIndex)) is JsonObject json && json["weight_map"] is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
