namespace Layers;

/// <summary>The exception for an argument or input that a layer does not accept. The message names the layer, what it expects and what it
/// received.</summary>
public sealed class LayerException : ArgumentException
{
    /// <summary>Creates an exception of a layer.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="message">The rule, what was received, and what to do.</param>
    /// <param name="inner">The cause; <see langword="null"/> for none.</param>
    public LayerException(string layer, string message, Exception? inner = null)
        : base(message, inner) => Layer = layer;

    /// <summary>The layer's name.</summary>
    public string Layer { get; }
}
