namespace Layers;

/// <summary>What variance <c>Adapt</c> stores for a feature that was the same, up to rounding, in every row.</summary>
/// <remarks>
/// Constant is a feature whose population variance lies within the error bound of its computation,
/// <c>variance ≤ n·ε·variance + (n·mean·ε)²</c> with n values and <c>ε = 2⁻⁵²</c>: the bound of Chan, Golub and LeVeque (1983) for
/// the two-pass algorithm, which scikit-learn's <c>StandardScaler</c> applies too.
/// <para>ε is float64's whatever the type of the data: the values enter exactly and everything is computed in float64. A float32 column
/// that wavers between two neighbouring float32 values does vary, and is not constant.</para>
/// </remarks>
public enum ConstantFeatures
{
    /// <summary>Stores variance 1. A value that was not seen in training is then shifted only. The default.</summary>
    UnitVariance = 0,

    /// <summary>Stores the variance as computed, as Keras does. Keras divides by <c>max(√variance, 1e-7)</c>, so a value
    /// that differs from a constant feature by 1 becomes ten million.</summary>
    Keras = 1,
}
