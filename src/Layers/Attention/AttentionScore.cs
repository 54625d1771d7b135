namespace Layers;

/// <summary>How <see cref="Attention"/> compares a query and a key.</summary>
public enum AttentionScore
{
    /// <summary>By their product.</summary>
    Dot,

    /// <summary>By <c>Σ tanh(query + key)</c>, times a learned number.</summary>
    Concat,
}
