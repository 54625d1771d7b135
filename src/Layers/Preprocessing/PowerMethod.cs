namespace Layers;

/// <summary>The family of powers that <see cref="PowerTransform"/> chooses from.</summary>
public enum PowerMethod
{
    /// <summary>Yeo and Johnson's, for any numbers.</summary>
    YeoJohnson,

    /// <summary>Box and Cox's, for positive numbers.</summary>
    BoxCox,
}
