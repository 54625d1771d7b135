using System.Buffers.Binary;
using System.Text;

namespace Layers.Graphs;

/// <summary>Compares texts by their UTF-8 bytes, without culture and without normalization.</summary>
internal static class Utf8Text
{
    /// <summary>Returns a text as it is after encoding in UTF-8 and decoding: half of a surrogate pair becomes U+FFFD, all else is
    /// kept.</summary>
    /// <returns>The text itself if nothing changes.</returns>
    public static string WellFormed(string text)
    {
        if (IsFormed(text)) return text;
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) mended.Append(rune);
        return mended.ToString();
    }

    /// <summary>Whether ONNX files and ONNX Runtime keep a name: names are UTF-8, and end at U+0000.</summary>
    public static bool IsName(string text) => !text.Contains('\0') && IsFormed(text);

    /// <summary>Returns a name for a message, with <c>\u0000</c> in place of U+0000, and the same for half of a surrogate pair.</summary>
    public static string Escaped(string name) => IsName(name) ? name : string.Concat(name.Select(letter =>
        letter == '\0' || char.IsSurrogate(letter) ? $"\\u{(int)letter:X4}" : $"{letter}"));

    /// <summary>Compares two well-formed texts by their UTF-8 bytes, which is the order of their code points.</summary>
    public static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
        var (x, y) = (a[same], b[same]);
        // UTF-16 encodes code points above U+FFFF with units from D800 to DFFF, which are below the units E000 to FFFF. In UTF-8 these code
        // points come after U+FFFF.
        if (x >= '\uD800' && y >= '\uD800') return (char.IsSurrogate(x) ? x + 0x10000 : x).CompareTo(char.IsSurrogate(y) ? y + 0x10000 : y);
        return x.CompareTo(y);
    }

    /// <summary>Returns a number that orders well-formed texts by their next eight UTF-8 bytes. Different texts may have the same
    /// number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The index of the first UTF-16 unit.</param>
    public static ulong OrderOf(string text, int from)
    {
        // A surrogate pair that is cut at the end comes after the first eight bytes.
        Span<byte> bytes = stackalloc byte[27];
        bytes[..8].Clear();
        Encoding.UTF8.GetBytes(text.AsSpan(from, Math.Min(9, text.Length - from)), bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>Returns whether encoding in UTF-8 and decoding does not change a text.</summary>
    public static bool IsFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') is var at && (at < 0 || IsWellFormed(text.AsSpan(at)));

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
