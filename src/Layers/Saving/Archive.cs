using System.IO.Compression;

namespace Layers;

/// <summary>The entries of a <c>.keras</c> archive, in bounded memory.</summary>
internal static class Archive
{
    public const string Metadata = "metadata.json";
    public const string Config = "config.json";
    public const string Weights = "model.weights.h5";
    public const string Extra = "layers.json";

    // Keras's own bounds: weights do not compress a hundredfold, and no config is that large.
    private const long LargestUncompressed = 4L << 30;
    private const long LargestRatio = 100;

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

    /// <summary>The entries that are asked for; those that may be missing are null then.</summary>
    public static Dictionary<string, byte[]?> Read(string path, string[] required, string[] optional)
    {
        using var stream = File.OpenRead(path);
        using var zip = Open(path, stream);
        var entries = new Dictionary<string, byte[]?>();
        foreach (var name in required) entries[name] = Bytes(path, zip.GetEntry(name) ?? throw Throw.MissingEntry(path, name));
        foreach (var name in optional) entries[name] = zip.GetEntry(name) is { } entry ? Bytes(path, entry) : null;
        return entries;
    }

    private static ZipArchive Open(string path, Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw Throw.NotAnArchive(path, e);
        }
    }

    private static byte[] Bytes(string path, ZipArchiveEntry entry)
    {
        if (entry.Length > LargestUncompressed && entry.Length > LargestRatio * Math.Max(1, entry.CompressedLength))
            throw Throw.EntryTooLarge(path, entry.FullName, entry.Length, entry.CompressedLength);
        if (entry.Length > Array.MaxLength) throw Throw.EntryTooLarge(path, entry.FullName, entry.Length, entry.CompressedLength);
        try
        {
            using var stream = entry.Open();
            var bytes = new byte[entry.Length];
            // An entry that is longer than its header says is cut here, not unpacked without end.
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Throw.NotAnArchive(path, e);
        }
    }
}
