namespace Layers;

/// <summary>The family of powers of a <see cref="PowerTransform"/>.</summary>
public enum PowerMethod
{
    /// <summary>The powers of Yeo and Johnson, for any numbers.</summary>
    YeoJohnson,

    /// <summary>The powers of Box and Cox, for positive numbers.</summary>
    BoxCox,
}
