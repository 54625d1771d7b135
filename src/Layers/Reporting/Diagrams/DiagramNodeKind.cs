namespace Layers;

/// <summary>The kinds of boxes of a diagram.</summary>
internal enum DiagramNodeKind
{
    /// <summary>A layer.</summary>
    Layer,

    /// <summary>A layer that learns from data by <c>Adapt</c>.</summary>
    Adaptive,

    /// <summary>An input.</summary>
    Input,

    /// <summary>An output.</summary>
    Output,

    /// <summary>Layers that were left out.</summary>
    Rest,
}
