namespace Layers;

/// <summary>The way in which <see cref="Bidirectional"/> merges the outputs of its two layers.</summary>
public enum BidirectionalMerge
{
    /// <summary>The outputs concatenated on the last axis, Keras's <c>concat</c>.</summary>
    Concat,

    /// <summary>The sum of the outputs.</summary>
    Sum,

    /// <summary>The product of the outputs, Keras's <c>mul</c>.</summary>
    Multiply,

    /// <summary>The mean of the outputs, Keras's <c>ave</c>.</summary>
    Average,

    /// <summary>Not merged: two outputs.</summary>
    None,
}
