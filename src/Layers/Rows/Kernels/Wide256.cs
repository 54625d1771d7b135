using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>A vector of 8 float32 numbers.</summary>
internal readonly struct Wide256(Vector256<float> value) : IWide<Wide256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Load(ref float source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 All(float x) => new(Vector256.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Add(Wide256 a, Wide256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Subtract(Wide256 a, Wide256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Multiply(Wide256 a, Wide256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Divide(Wide256 a, Wide256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 MultiplyAdd(Wide256 a, Wide256 b, Wide256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    // The native instructions return their second operand if one is NaN, and cost a third of the IEEE 754 instructions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 AtLeast(Wide256 x, Wide256 least) => new(Vector256.MaxNative(least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Clamp(Wide256 x, Wide256 least, Wide256 most) => new(Vector256.MinNative(most._value, AtLeast(x, least)._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Wide256 x) => Vector256.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, int index) => _value.StoreUnsafe(ref target, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StoreAlignedPastCache(ref float target, int index) =>
        _value.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref Unsafe.Add(ref target, index)));
}
