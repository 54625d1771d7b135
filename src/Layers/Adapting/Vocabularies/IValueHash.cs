namespace Layers;

/// <summary>How values of one type are told apart in a <see cref="CountTable{T, THash}"/>.</summary>
internal interface IValueHash<T>
{
    /// <summary>All 64 bits are good.</summary>
    static abstract ulong Hash(T value);

    static abstract bool AreEqual(T a, T b);

    /// <summary>The value that stands for it; nearly always itself.</summary>
    static abstract T Mended(T value);
}
