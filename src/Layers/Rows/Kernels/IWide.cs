namespace Layers;

/// <summary>A float32 vector of the machine's SIMD width. Kernels are written once, generic over this type.</summary>
internal interface IWide<TSelf> where TSelf : struct, IWide<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(ref float source, int index);

    static abstract TSelf All(float x);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Subtract(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf Divide(TSelf a, TSelf b);

    /// <summary>Computes a · b + c, rounded once if the machine supports it.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Returns the maximum of each number and <paramref name="least"/>, which must not be NaN; NaN stays NaN.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf least);

    /// <summary>Returns the numbers clamped to <paramref name="least"/> and <paramref name="most"/>, which must not be NaN; NaN stays
    /// NaN.</summary>
    static abstract TSelf Clamp(TSelf x, TSelf least, TSelf most);

    static abstract float Sum(TSelf x);

    void Store(ref float target, int index);

    /// <summary>Stores the vector without a copy in the cache. The address must be a multiple of the vector's size in bytes, in pinned
    /// memory.</summary>
    void StoreAlignedPastCache(ref float target, int index);
}
