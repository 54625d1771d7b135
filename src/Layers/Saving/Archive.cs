using System.IO.Compression;

namespace Layers;

/// <summary>A <c>.keras</c> archive as a zip file: the names of its entries, and how it is written.</summary>
internal static class Archive
{
    public const string Metadata = "metadata.json";
    public const string Config = "config.json";
    public const string Weights = "model.weights.h5";
    public const string NpzWeights = "model.weights.npz";
    public const string Extra = "layers.json";
    public const string Assets = "assets";

    /// <summary>Writes entries uncompressed, as Keras does, so that weights can be read in place.</summary>
    public static void Write(Stream stream, IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in entries)
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
        }
    }
}
