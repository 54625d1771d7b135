namespace Layers;

/// <summary>Whether a smaller or a larger value is better.</summary>
public enum MonitorMode
{
    /// <summary>The metric of that name decides.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}
