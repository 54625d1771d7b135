using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>A vector of 4 float32 numbers.</summary>
internal readonly struct Wide128(Vector128<float> value) : IWide<Wide128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Load(ref float source, int index) => new(Vector128.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 All(float x) => new(Vector128.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Add(Wide128 a, Wide128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Subtract(Wide128 a, Wide128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Multiply(Wide128 a, Wide128 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Divide(Wide128 a, Wide128 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 MultiplyAdd(Wide128 a, Wide128 b, Wide128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    // The native instructions return their second operand if one is NaN, and cost a third of the IEEE 754 instructions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 AtLeast(Wide128 x, Wide128 least) => new(Vector128.MaxNative(least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Clamp(Wide128 x, Wide128 least, Wide128 most) => new(Vector128.MinNative(most._value, AtLeast(x, least)._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Wide128 x) => Vector128.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, int index) => _value.StoreUnsafe(ref target, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StoreAlignedPastCache(ref float target, int index) =>
        _value.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref Unsafe.Add(ref target, index)));
}
