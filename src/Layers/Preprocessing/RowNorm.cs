namespace Layers;

/// <summary>The norm by which <see cref="RowScaling"/> divides a row.</summary>
public enum RowNorm
{
    /// <summary>The square root of the sum of squares: rows get length 1.</summary>
    L2,

    /// <summary>The sum of absolute values: rows of positive numbers become shares.</summary>
    L1,

    /// <summary>The largest absolute value.</summary>
    Max,
}
