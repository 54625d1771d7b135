using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Layers;

/// <summary>Hashes values by their text: texts, integers as decimal digits, Booleans as the words true and false.</summary>
internal static class HashedText
{
    /// <summary>The size in bytes up to which a text is encoded on the stack.</summary>
    public const int Short = 512;

    /// <summary>Returns the hash of a text's UTF-8 bytes; half of a surrogate pair becomes U+FFFD.</summary>
    public static ulong Of<THash>(string text, THash hash) where THash : struct, IByteHash => Of(text, hash, stackalloc byte[Short]);

    /// <summary>Returns the hash of a text, encoded in a buffer that can be reused for many texts.</summary>
    public static ulong Of<THash>(string text, THash hash, Span<byte> place) where THash : struct, IByteHash
    {
        // A UTF-16 code unit takes at most three bytes in UTF-8.
        var most = text.Length * 3;
        if (most <= place.Length) return hash.Of(place[..Encoding.UTF8.GetBytes(text, place)]);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var hashed = hash.Of(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return hashed;
    }

    /// <summary>Returns the hash of an integer's decimal digits.</summary>
    public static ulong Of<T, THash>(T number, THash hash) where T : IBinaryInteger<T> where THash : struct, IByteHash
    {
        Span<byte> digits = stackalloc byte[24];
        number.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        return hash.Of(digits[..count]);
    }

    /// <summary>Returns the hash of a Boolean as TensorFlow spells it, true or false.</summary>
    public static ulong Of<THash>(bool truth, THash hash) where THash : struct, IByteHash => hash.Of(truth ? "true"u8 : "false"u8);
}
