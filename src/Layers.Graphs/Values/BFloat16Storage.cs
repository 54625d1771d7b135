using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>Elements that are the upper halves of binary32 numbers, stored as their bits.</summary>
internal sealed class BFloat16Storage : ElementStorage
{
    /// <summary>Returns the bits of a number, rounded to nearest, ties to even.</summary>
    public static ushort Bits(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return float.IsNaN(number) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public override Array NewArray(int length) => new ushort[length];

    public override Array ToArray(TensorData data) => data.ToArray<ushort>();

    public override ref byte FirstByte(TensorData data) => ref Unsafe.As<ushort, byte>(ref MemoryMarshal.GetReference(data.Span<ushort>()));

    public override bool Holds(double number) => true;

    public override TensorData Filled(double number, Shape shape)
    {
        var bits = new ushort[checked((int)shape.Length)];
        Array.Fill(bits, Bits((float)number));
        return TensorData.OfBFloat16(bits, shape);
    }

    public override string[] Texts(TensorData data) =>
        Array.ConvertAll(data.ToArray<ushort>(), bits => Widened(bits).ToString(CultureInfo.InvariantCulture));

    public override void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count) =>
        Of(target.Type).Take<float>(Array.ConvertAll(source.AsSpan<ushort>().Slice(sourceIndex, count).ToArray(), Widened), target,
            targetIndex);

    public override void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index)
    {
        var bits = target.Span<ushort>()[index..];
        for (var i = 0; i < numbers.Length; i++) bits[i] = Bits(float.CreateTruncating(numbers[i]));
    }

    private static float Widened(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
