using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A file or folder that was recognized, with its tree of groups where it is HDF5.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Tree">Its groups where it is HDF5; a weights file's in today's layout.</param>
/// <param name="IsFromWindows">Whether the names of its groups are those of Windows.</param>
internal sealed record ModelFile(string Path, FileKind Kind, WeightGroup? Tree = null, bool IsFromWindows = false)
{
    private const int HeaderLength = 4096;

    // An index names files, and a few groups for each layer.
    private const long LongestIndex = 64 << 20;

    /// <summary>What an HDF5 file holds, in messages.</summary>
    public const string Root = "/";

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is empty, no plain file, or HDF5 that is damaged.</exception>
    public static ModelFile Open(string path)
    {
        if (!File.Exists(path)) Leftovers.Complete(path);
        if (Directory.Exists(path)) return new(path, File.Exists(System.IO.Path.Combine(path, Archive.Config)) ? FileKind.Folder : FileKind.Foreign);
        using var stream = RegularFile.Open(path, isModel: true);
        return Of(path, stream);
    }

    /// <summary>Recognizes a file that is open, at its start.</summary>
    /// <param name="path">What it is called in messages.</param>
    /// <param name="stream">The file; it stays open.</param>
    /// <exception cref="InvalidDataException">It is HDF5 that is damaged.</exception>
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
        return new(path, WeightTree.IsOne(modern) ? FileKind.Weights : FileKind.Foreign, modern, OldLayout.IsFromWindows(root));
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
