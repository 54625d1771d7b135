namespace Layers;

/// <summary>How values of one type are told apart in a <see cref="CountTable{T, THash}"/>.</summary>
internal interface IValueHash<T>
{
    /// <summary>What tells a value from others, wholly or nearly.</summary>
    static abstract ValueKey Key(T value);

    /// <summary>Whether two values are the same, where their keys are equal and not exact.</summary>
    static abstract bool AreEqual(T a, T b);

    /// <summary>The value that stands for it; nearly always itself.</summary>
    static abstract T Mended(T value);
}
