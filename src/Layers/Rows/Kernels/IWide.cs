namespace Layers;

/// <summary>So many float32 numbers as the machine works on at once: kernels are written once, over the widths there are.</summary>
internal interface IWide<TSelf> where TSelf : struct, IWide<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(ref float source, int index);

    static abstract TSelf All(float x);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Subtract(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf Divide(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The numbers, and nothing below <paramref name="least"/>, which is not NaN; NaN stays NaN.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf least);

    /// <summary>The same, and nothing above <paramref name="most"/>.</summary>
    static abstract TSelf Clamp(TSelf x, TSelf least, TSelf most);

    static abstract float Sum(TSelf x);

    void Store(ref float target, int index);

    /// <summary>Writes without keeping a copy in the cache, to an address that is a multiple of the vector's bytes, in memory that stands
    /// still.</summary>
    void StoreAlignedPastCache(ref float target, int index);
}
