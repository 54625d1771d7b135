using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>The bytes of a pickle, read forward. A length that the file states is compared with what is left before anything is made of
/// it.</summary>
/// <param name="bytes">The bytes, unpacked.</param>
/// <param name="name">The file, in errors.</param>
/// <param name="isUnpacked">Whether the file is compressed, so that places are places in what it unpacks to.</param>
internal sealed class PickleSource(ReadOnlyMemory<byte> bytes, string name, bool isUnpacked)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file, in errors.</summary>
    public string Name => name;

    /// <summary>The place of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public int Left => bytes.Length - Position;

    /// <summary>The place of the instruction that is being run, which errors name.</summary>
    public int Opcode { get; set; }

    /// <summary>That place, in words.</summary>
    public string Where => $"at byte {Opcode.ToString("N0", CultureInfo.InvariantCulture)}{(isUnpacked ? " of what it unpacks to" : "")}";

    public byte Byte() => Take(1).Span[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span);

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span);

    // Python writes floats with their first byte first.
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8).Span);

    /// <summary>The next bytes, as many as stated; nothing is copied.</summary>
    public ReadOnlyMemory<byte> Take(ulong count)
    {
        if (count > (ulong)Left) throw Throw.Truncated(this, count);
        var taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>A text of so many bytes of UTF-8.</summary>
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

    /// <summary>The bytes up to the end of the line, which is passed over.</summary>
    public string Line()
    {
        var length = bytes.Span[Position..].IndexOf((byte)'\n');
        if (length < 0) throw Throw.Truncated(this, (ulong)Left + 1);
        var line = Encoding.Latin1.GetString(bytes.Span.Slice(Position, length));
        Position += length + 1;
        return line.TrimEnd('\r');
    }

    /// <summary>Whether what is left, behind its first byte, is a pickle of protocol 0 or 1, which has no number: it ends as one
    /// does.</summary>
    public bool IsProtocol0(byte first) => "(}]cKIFSVX"u8.Contains(first) && Left > 0 && bytes.Span[^1] == (byte)PickleOpcode.Stop;

    // Python writes half of a surrogate pair as three bytes, which UTF-8 forbids; it counts as U+FFFD, as everywhere else.
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
