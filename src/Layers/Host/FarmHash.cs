using System.Buffers.Binary;
using System.Numerics;

namespace Layers;

/// <summary>FarmHash's <c>Fingerprint64</c> (Geoff Pike, 2014), whose values never change. TensorFlow and Keras hash texts with
/// it.</summary>
internal static class FarmHash
{
    /// <summary>The hash as an <see cref="IByteHash"/>.</summary>
    public readonly struct Hash : IByteHash
    {
        public ulong Of(ReadOnlySpan<byte> bytes) => FarmHash.Of(bytes);
    }

    private const ulong K0 = 0xC3A5C85C97CB3127;
    private const ulong K1 = 0xB492B66FBE98F273;
    private const ulong K2 = 0x9AE16A3B2F90404F;

    /// <summary>Returns the hash of a text's UTF-8 bytes.</summary>
    public static ulong Of(string text) => HashedText.Of(text, default(Hash));

    /// <summary>Returns the hash of an integer's decimal digits.</summary>
    public static ulong Of<T>(T number) where T : IBinaryInteger<T> => HashedText.Of(number, default(Hash));

    public static ulong Of(ReadOnlySpan<byte> s) => s.Length switch
    {
        <= 16 => UpTo16(s),
        <= 32 => UpTo32(s),
        <= 64 => UpTo64(s),
        _ => Longer(s),
    };

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        var length = (ulong)s.Length;
        var mul = K2 + length * 2;
        switch (s.Length)
        {
            case >= 8:
                var (a, b) = (At(s, 0) + K2, At(s, s.Length - 8));
                return Joined(RotateRight(b, 37) * mul + a, (RotateRight(a, 25) + b) * mul, mul);
            case >= 4:
                return Joined(length + ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(s) << 3),
                    BinaryPrimitives.ReadUInt32LittleEndian(s[^4..]), mul);
            case > 0:
                var (y, z) = (s[0] + ((uint)s[s.Length >> 1] << 8), (uint)s.Length + ((uint)s[^1] << 2));
                return Folded(y * K2 ^ z * K0) * K2;
            default:
                return K2;
        }
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        var mul = K2 + (ulong)s.Length * 2;
        var (a, b, c, d) = (At(s, 0) * K1, At(s, 8), At(s, s.Length - 8) * mul, At(s, s.Length - 16) * K2);
        return Joined(RotateRight(a + b, 43) + RotateRight(c, 30) + d, a + RotateRight(b + K2, 18) + c, mul);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        var mul = K2 + (ulong)s.Length * 2;
        var (a, b, c, d) = (At(s, 0) * K2, At(s, 8), At(s, s.Length - 8) * mul, At(s, s.Length - 16) * K2);
        var y = RotateRight(a + b, 43) + RotateRight(c, 30) + d;
        var z = Joined(y, a + RotateRight(b + K2, 18) + c, mul);
        var (e, f, g, h) = (At(s, 16) * mul, At(s, 24), (y + At(s, s.Length - 32)) * mul, (z + At(s, s.Length - 24)) * mul);
        return Joined(RotateRight(e + f, 43) + RotateRight(g, 30) + h, e + RotateRight(f + a, 18) + g, mul);
    }

    private static ulong Longer(ReadOnlySpan<byte> s)
    {
        const ulong seed = 81;
        var (x, y) = (unchecked(seed * K2) + At(s, 0), unchecked(seed * K1 + 113));
        var z = Folded(y * K2 + 113) * K2;
        var (v, w) = ((First: 0UL, Second: 0UL), (First: 0UL, Second: 0UL));
        var (end, rest) = ((s.Length - 1) / 64 * 64, (s.Length - 1) & 63);
        for (var at = 0; at < end; at += 64) Mix(s[at..], K1, 1, ref x, ref y, ref z, ref v, ref w);
        var mul = K1 + ((z & 0xFF) << 1);
        w.First += (ulong)rest;
        v.First += w.First;
        w.First += v.First;
        Mix(s[^64..], mul, 9, ref x, ref y, ref z, ref v, ref w);
        return Joined(Joined(v.First, w.First, mul) + Folded(y) * K0 + z, Joined(v.Second, w.Second, mul) + x, mul);
    }

    private static void Mix(ReadOnlySpan<byte> s, ulong mul, ulong weight, ref ulong x, ref ulong y, ref ulong z,
        ref (ulong First, ulong Second) v, ref (ulong First, ulong Second) w)
    {
        x = RotateRight(x + y + v.First + At(s, 8), 37) * mul;
        y = RotateRight(y + v.Second + At(s, 48), 42) * mul;
        x ^= w.Second * weight;
        y += v.First * weight + At(s, 40);
        z = RotateRight(z + w.First, 33) * mul;
        v = Weak(s, v.Second * mul, x + w.First);
        w = Weak(s[32..], z + w.Second, y + At(s, 16));
        (z, x) = (x, z);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, ulong a, ulong b)
    {
        a += At(s, 0);
        b = RotateRight(b + a + At(s, 24), 21);
        var c = a;
        a += At(s, 8) + At(s, 16);
        return (a + At(s, 24), b + RotateRight(a, 44) + c);
    }

    private static ulong Joined(ulong u, ulong v, ulong mul) => Folded((v ^ Folded((u ^ v) * mul)) * mul) * mul;

    private static ulong Folded(ulong x) => x ^ (x >> 47);

    private static ulong RotateRight(ulong x, int bits) => BitOperations.RotateRight(x, bits);

    private static ulong At(ReadOnlySpan<byte> s, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(s[offset..]);
}
