namespace Layers;

/// <summary>Which way a watched number gets better.</summary>
public enum MonitorMode
{
    /// <summary>The metric of that name says so.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}
