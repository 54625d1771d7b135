using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A file or folder that was recognized, with its tree of groups where it is HDF5.</summary>
internal sealed record ModelFile(string Path, FileKind Kind, WeightGroup? Tree = null)
{
    private const int HeaderLength = 4096;

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">It is HDF5 that cannot be read.</exception>
    public static ModelFile Open(string path)
    {
        if (Directory.Exists(path)) return new(path, File.Exists(System.IO.Path.Combine(path, Archive.Config)) ? FileKind.Folder : FileKind.Foreign);
        if (!File.Exists(path)) throw Throw.NoSuchFile(path);
        using var stream = File.OpenRead(path);
        var header = new byte[Math.Min(stream.Length, HeaderLength)];
        stream.ReadExactly(header);
        if (header.AsSpan().StartsWith("PK"u8)) return new(path, FileKind.Archive);
        if (WeightsFile.IsHdf5(header)) return Hdf5(path, WeightsFile.Read(stream));
        return new(path, IsIndex(path, header) ? FileKind.ShardedWeights : FileKind.Foreign);
    }

    private static ModelFile Hdf5(string path, WeightGroup root)
    {
        if (root.Notes.ContainsKey("model_config")) return new(path, FileKind.LegacyModel, root);
        if (LegacyWeights.Find(root) is not null) return new(path, FileKind.LegacyWeights, root);
        return new(path, WeightTree.IsOne(root) ? FileKind.Weights : FileKind.Foreign, root);
    }

    private static bool IsIndex(string path, byte[] header)
    {
        if (header.Length == 0 || header[0] != '{') return false;
        try
        {
            return JsonNode.Parse(File.ReadAllText(path, Encoding.UTF8)) is JsonObject json && json["weight_map"] is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
