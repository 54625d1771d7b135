namespace Layers;

/// <summary>A layer was given what it cannot work on; the message names the layer, what it expects and what came.</summary>
public sealed class LayerException : ArgumentException
{
    /// <summary>An exception of a layer.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="message">What the rule is, what came, and what to do.</param>
    /// <param name="inner">What it comes from.</param>
    public LayerException(string layer, string message, Exception? inner = null)
        : base(message, inner) => Layer = layer;

    /// <summary>The layer's name.</summary>
    public string Layer { get; }
}
