namespace Layers;

/// <summary>Something that formulas are made of. A layer that Keras does not have states its formula once, in these terms; it is then both the graph that
/// runs here (<see cref="GraphTerm"/>) and the operations that a file holds for Keras (<see cref="StockTerm"/>).</summary>
/// <typeparam name="T">The kind of term.</typeparam>
/// <remarks>Every function here is one of Keras's operations in each release since 3.3, or made of such.</remarks>
internal interface ITerm<T>
    where T : ITerm<T>
{
    /// <summary>A number that takes the type of what it meets.</summary>
    static abstract implicit operator T(double number);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T Max(T a, T b);

    static abstract T Min(T a, T b);

    static abstract T Abs(T x);

    static abstract T Sign(T x);

    static abstract T Sqrt(T x);

    static abstract T Floor(T x);

    static abstract T Exp(T x);

    static abstract T Expm1(T x);

    static abstract T Log(T x);

    static abstract T Log1p(T x);

    /// <summary>Whether numbers are missing, as a condition.</summary>
    static abstract T IsMissing(T x);

    /// <summary>Whether numbers are those numbers or less, as a condition.</summary>
    static abstract T AtMost(T a, T b);

    static abstract T Where(T condition, T a, T b);

    /// <summary>Some features, by their numbers on the last axis.</summary>
    static abstract T Features(T x, IReadOnlyList<long> numbers);

    /// <summary>Where in each feature's row of a table the last number is that is at most <paramref name="x"/>; 0 where all are larger.</summary>
    /// <param name="x"><c>(batch, …, features)</c>.</param>
    /// <param name="table"><c>(features, columns)</c>, ascending in each row.</param>
    /// <returns>Whole numbers, in the type of <paramref name="x"/>.</returns>
    static abstract T LastAtMost(T x, T table);

    /// <summary>What stands at a place in each feature's row of a table.</summary>
    /// <param name="table"><c>(features, columns)</c>.</param>
    /// <param name="column"><c>(batch, …, features)</c>: whole numbers below the number of columns.</param>
    static abstract T Take(T table, T column);
}
