using System.Buffers.Binary;
using System.Text;

namespace Layers.Graphs;

/// <summary>Texts as their UTF-8 bytes: what equals what, and what comes first, without culture and without normalizing.</summary>
internal static class Utf8Text
{
    /// <summary>What UTF-8 makes of a text: half of a surrogate pair becomes U+FFFD, all else stays.</summary>
    /// <returns>The text itself where nothing changes.</returns>
    public static string WellFormed(string text)
    {
        if (IsFormed(text)) return text;
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) mended.Append(rune);
        return mended.ToString();
    }

    /// <summary>Compares the UTF-8 bytes of two well-formed texts, which is the order of their code points.</summary>
    public static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
        var (x, y) = (a[same], b[same]);
        // UTF-16 has what lies beyond the first plane at D800 to DFFF, before E000 to FFFF of the first plane; UTF-8 behind it.
        if (x >= '\uD800' && y >= '\uD800') return (char.IsSurrogate(x) ? x + 0x10000 : x).CompareTo(char.IsSurrogate(y) ? y + 0x10000 : y);
        return x.CompareTo(y);
    }

    /// <summary>A number that rises with the next eight UTF-8 bytes of a well-formed text; texts of one number may differ.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The first unit.</param>
    public static ulong OrderOf(string text, int from)
    {
        // A pair that is cut at the end lies behind eight bytes.
        Span<byte> bytes = stackalloc byte[27];
        bytes[..8].Clear();
        Encoding.UTF8.GetBytes(text.AsSpan(from, Math.Min(9, text.Length - from)), bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>Whether UTF-8 changes nothing.</summary>
    public static bool IsFormed(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') is var at && (at < 0 || IsWellFormed(text.AsSpan(at)));

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
