namespace Layers;

/// <summary>The formula by which <see cref="Attention"/> computes the score of a query and a key.</summary>
public enum AttentionScore
{
    /// <summary>The dot product of query and key.</summary>
    Dot,

    /// <summary>The sum <c>Σ tanh(query + key)</c>, times a learned number.</summary>
    Concat,
}
