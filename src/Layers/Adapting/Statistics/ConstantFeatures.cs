namespace Layers;

/// <summary>The variance that <c>Adapt</c> stores for a constant feature: one that has the same value, up to rounding, in every
/// row.</summary>
/// <remarks>
/// A feature is constant if its population variance is within the error bound of its computation, <c>variance ≤ n·ε·variance +
/// (n·mean·ε)²</c> with n values and <c>ε = 2⁻⁵²</c>: the bound of Chan, Golub and LeVeque (1983) for the two-pass algorithm, which
/// scikit-learn's <c>StandardScaler</c> also applies.
/// <para>ε is the machine epsilon of float64 for data of any type, because the values are converted exactly and everything is computed in
/// float64. A float32 column that alternates between two neighbouring float32 values is not constant.</para>
/// </remarks>
public enum ConstantFeatures
{
    /// <summary>Stores the variance 1, so a new value of the feature is shifted but not scaled. The default.</summary>
    UnitVariance = 0,

    /// <summary>Stores the variance as computed, as Keras does. Keras divides by <c>max(√variance, 1e-7)</c>, so a value
    /// that differs from a constant feature by 1 becomes ten million.</summary>
    Keras = 1,
}
