namespace Layers;

/// <summary>Which way a watched number gets better.</summary>
public enum MonitorMode
{
    /// <summary>Its name decides: accuracies grow, everything else shrinks.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}
