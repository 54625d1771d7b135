namespace Layers;

/// <summary>What <see cref="Bidirectional"/> makes of the outputs of its two layers.</summary>
public enum BidirectionalMerge
{
    /// <summary>One after the other along the last axis, Keras's <c>concat</c>.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product, Keras's <c>mul</c>.</summary>
    Multiply,

    /// <summary>Their mean, Keras's <c>ave</c>.</summary>
    Average,

    /// <summary>Two outputs.</summary>
    None,
}
