namespace Layers;

/// <summary>What a box of a diagram stands for.</summary>
internal enum DiagramNodeKind
{
    /// <summary>A layer.</summary>
    Layer,

    /// <summary>A layer that learns from data by <c>Adapt</c>.</summary>
    Adaptive,

    /// <summary>Where data comes in.</summary>
    Input,

    /// <summary>What the model gives.</summary>
    Output,

    /// <summary>Layers that there is no room for.</summary>
    Rest,
}
