using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Layers;

/// <summary>Hashes of what is written as text: texts, integers as their decimal digits, truth values as their words.</summary>
internal static class HashedText
{
    /// <summary>Texts of so many bytes are encoded on the stack.</summary>
    public const int Short = 512;

    /// <summary>Of a text's UTF-8 bytes; half of a surrogate pair is U+FFFD.</summary>
    public static ulong Of<THash>(string text, THash hash) where THash : struct, IByteHash => Of(text, hash, stackalloc byte[Short]);

    /// <summary>The same for many texts, whose bytes go to one place one after another.</summary>
    public static ulong Of<THash>(string text, THash hash, Span<byte> place) where THash : struct, IByteHash
    {
        // No character of UTF-16 takes more than three bytes.
        var most = text.Length * 3;
        if (most <= place.Length) return hash.Of(place[..Encoding.UTF8.GetBytes(text, place)]);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var hashed = hash.Of(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return hashed;
    }

    /// <summary>Of an integer's decimal digits.</summary>
    public static ulong Of<T, THash>(T number, THash hash) where T : IBinaryInteger<T> where THash : struct, IByteHash
    {
        Span<byte> digits = stackalloc byte[24];
        number.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        return hash.Of(digits[..count]);
    }

    /// <summary>Of a truth value's word, as TensorFlow writes it.</summary>
    public static ulong Of<THash>(bool truth, THash hash) where THash : struct, IByteHash => hash.Of(truth ? "true"u8 : "false"u8);
}
