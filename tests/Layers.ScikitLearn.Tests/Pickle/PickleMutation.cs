using System.IO.Compression;

namespace Layers.ScikitLearn.Tests;

/// <summary>A pickle with a change in its bytes, or in its unpacked bytes.</summary>
internal static class PickleMutation
{
    // Valid instructions and lengths, so that more changed files get past the first fault.
    private static readonly byte[] s_telling =
        [.. "(.012}]).tseuaRbcqrhjKJMNGBCXTUlg"u8, 0x80, 0x81, 0x85, 0x86, 0x87, 0x88, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91,
        0x93, 0x94, 0x95, 0x96, 0, 1, 2, 4, 0x7F, 0xFF];

    /// <summary>The bytes of the changed file. The generator alone decides the file and the change.</summary>
    public static byte[] Of(byte[][] files, Random random)
    {
        var file = files[random.Next(files.Length)];
        // A change in compressed bytes rarely gets past the decompressor.
        if (random.Next(3) > 0 && Unpacked(file) is { } unpacked) return Packed(Changed(unpacked, files, random));
        var changed = Changed(file, files, random);
        return random.Next(16) == 0 ? Packed(changed) : changed;
    }

    private static byte[] Changed(byte[] file, byte[][] files, Random random)
    {
        var bytes = file.ToList();
        for (var changes = random.Next(2) == 0 ? 1 : random.Next(1, 5); changes > 0; changes--) Change(bytes, files, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, byte[][] files, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(1, 64));
        switch (random.Next(7))
        {
            case 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 64)).Select(_ => s_telling[random.Next(s_telling.Length)]));
                break;
            case 3:
                // Repeats a piece of the file at another position.
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                var other = files[random.Next(files.Length)];
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(200))]);
                break;
            default:
                for (var i = random.Next(3) > 0 ? 1 : random.Next(1, 8); i > 0 && bytes.Count > 0; i--)
                    bytes[random.Next(bytes.Count)] = random.Next(2) == 0 ? (byte)random.Next(256)
                        : s_telling[random.Next(s_telling.Length)];
                break;
        }
    }

    private static byte[]? Unpacked(byte[] file)
    {
        if (file is not [0x78, ..]) return null;
        using var stream = new ZLibStream(new MemoryStream(file), CompressionMode.Decompress);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(bytes);
        return packed.ToArray();
    }
}
