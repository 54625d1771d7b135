using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>A vector of 16 float32 numbers.</summary>
internal readonly struct Wide512(Vector512<float> value) : IWide<Wide512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Load(ref float source, int index) => new(Vector512.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 All(float x) => new(Vector512.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Add(Wide512 a, Wide512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Subtract(Wide512 a, Wide512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Multiply(Wide512 a, Wide512 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Divide(Wide512 a, Wide512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 MultiplyAdd(Wide512 a, Wide512 b, Wide512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    // The native instructions return their second operand if one is NaN, and cost a third of the IEEE 754 instructions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 AtLeast(Wide512 x, Wide512 least) => new(Vector512.MaxNative(least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Clamp(Wide512 x, Wide512 least, Wide512 most) => new(Vector512.MinNative(most._value, AtLeast(x, least)._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Wide512 x) => Vector512.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, int index) => _value.StoreUnsafe(ref target, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StoreAlignedPastCache(ref float target, int index) =>
        _value.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref Unsafe.Add(ref target, index)));
}
