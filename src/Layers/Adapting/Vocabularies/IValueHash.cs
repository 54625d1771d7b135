namespace Layers;

/// <summary>The keys and the comparison of values of one type in a <see cref="CountTable{T, THash}"/>.</summary>
internal interface IValueHash<T>
{
    /// <summary>Returns the key of a value, which may be inexact: several values may have the same key.</summary>
    static abstract ValueKey Key(T value);

    /// <summary>Returns whether two values with the same inexact key are equal.</summary>
    static abstract bool AreEqual(T a, T b);

    /// <summary>Returns the value to count in place of a malformed value; nearly always the value itself.</summary>
    static abstract T WellFormed(T value);
}
