namespace Layers;

/// <summary>The formula by which <see cref="Attention"/> computes the score of a query and a key.</summary>
public enum AttentionScore
{
    /// <summary>Their dot product.</summary>
    Dot,

    /// <summary><c>Σ tanh(query + key)</c>, times a learned number.</summary>
    Concat,
}
