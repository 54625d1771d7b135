using System.IO.Compression;
using System.Text;

namespace Layers.Tests;

/// <summary>Changes a file: its bytes, the bytes of an entry, or the settings in one.</summary>
internal static class FileMutation
{
    /// <summary>Returns the bytes of the changed file; the random generator alone decides the change.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        if (!file.AsSpan().StartsWith("PK"u8) || random.Next(8) == 0) return Bytes(file, random);
        var entries = Entries(file);
        var (name, bytes) = entries[random.Next(entries.Count)];
        var changed = name.EndsWith(".json", StringComparison.Ordinal) && random.Next(4) > 0
            ? Encoding.UTF8.GetBytes(JsonMutation.Of(Encoding.UTF8.GetString(bytes), random)) : Bytes(bytes, random);
        return Zip(random.Next(32) == 0
            ? entries.Where(entry => entry.Name != name) : entries.Select(entry => entry.Name == name ? (name, changed) : entry));
    }

    private static byte[] Bytes(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        switch (random.Next(5))
        {
            case 0:
                return [.. bytes.Take(random.Next(bytes.Count))];
            case 1:
                bytes.InsertRange(random.Next(bytes.Count), Enumerable.Range(0, random.Next(1, 64)).Select(_ => (byte)random.Next(256)));
                return [.. bytes];
            case 2:
                var from = random.Next(bytes.Count);
                bytes.RemoveRange(from, Math.Min(bytes.Count - from, random.Next(1, 64)));
                return [.. bytes];
            default:
                // Zeros fill most of an HDF5 file and have no meaning.
                for (var i = random.Next(1, 20); i > 0; i--)
                    if (bytes.FindIndex(random.Next(bytes.Count), b => b != 0) is >= 0 and var at)
                        bytes[at] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
                return [.. bytes];
        }
    }

    private static List<(string Name, byte[] Bytes)> Entries(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return (entry.FullName, copy.ToArray());
        })];
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var stream = new MemoryStream();
        Archive.Write(stream, entries);
        return stream.ToArray();
    }
}
