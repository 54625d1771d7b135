using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>The bytes of a pickle, read forward. A length in the file is compared with the remaining bytes before memory is allocated for
/// it.</summary>
/// <param name="bytes">The bytes, unpacked.</param>
/// <param name="name">The name of the file, for errors.</param>
/// <param name="isUnpacked">Whether the file is compressed, so that positions are those in the unpacked bytes.</param>
internal sealed class PickleSource(ReadOnlyMemory<byte> bytes, string name, bool isUnpacked)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name of the file, for errors.</summary>
    public string Name => name;

    /// <summary>The position of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>The number of remaining bytes.</summary>
    public int Left => bytes.Length - Position;

    /// <summary>The position of the current instruction, which errors name.</summary>
    public int Opcode { get; set; }

    /// <summary>The position of the current instruction, as text.</summary>
    public string Where => $"at byte {Opcode.ToString("N0", CultureInfo.InvariantCulture)}{(isUnpacked ? " of what it unpacks to" : "")}";

    public byte Byte() => Take(1).Span[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span);

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span);

    // Python writes floats in big-endian order.
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8).Span);

    /// <summary>Reads a number of bytes, without a copy.</summary>
    public ReadOnlyMemory<byte> Take(ulong count)
    {
        if (count > (ulong)Left) throw Throw.Truncated(this, count);
        var taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>Reads a text of a number of UTF-8 bytes.</summary>
    public string Text(ulong count)
    {
        var taken = Take(count).Span;
        try
        {
            return s_utf8.GetString(taken);
        }
        catch (DecoderFallbackException)
        {
            return TextWithSurrogates(taken);
        }
    }

    /// <summary>Reads the bytes up to the end of the line, and skips the line end.</summary>
    public string Line()
    {
        var length = bytes.Span[Position..].IndexOf((byte)'\n');
        if (length < 0) throw Throw.Truncated(this, (ulong)Left + 1);
        var line = Encoding.Latin1.GetString(bytes.Span.Slice(Position, length));
        Position += length + 1;
        return line.TrimEnd('\r');
    }

    /// <summary>Returns whether the remaining bytes, after the first, end like a pickle of protocol 0 or 1, which has no version
    /// number.</summary>
    public bool IsProtocol0(byte first) => "(}]cKIFSVX"u8.Contains(first) && Left > 0 && bytes.Span[^1] == (byte)PickleOpcode.Stop;

    // Python writes half of a surrogate pair as three bytes, which UTF-8 forbids. It becomes U+FFFD, as in the rest of Layers.
    private string TextWithSurrogates(ReadOnlySpan<byte> text)
    {
        var repaired = text.ToArray();
        for (var i = 0; i + 2 < repaired.Length; i++)
            if (repaired[i] == 0xED && repaired[i + 1] is >= 0xA0 and <= 0xBF && repaired[i + 2] is >= 0x80 and <= 0xBF)
                (repaired[i], repaired[i + 1], repaired[i + 2]) = (0xEF, 0xBF, 0xBD);
        try
        {
            return s_utf8.GetString(repaired);
        }
        catch (DecoderFallbackException)
        {
            throw Throw.Damaged(this, "a text is not in UTF-8");
        }
    }
}
