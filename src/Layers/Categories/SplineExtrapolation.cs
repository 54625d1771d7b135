namespace Layers;

/// <summary>What <see cref="Spline"/> gives for numbers outside of the first and the last knot.</summary>
public enum SplineExtrapolation
{
    /// <summary>What it gives at the nearest of them.</summary>
    Constant,

    /// <summary>A line of the slope that the spline has there.</summary>
    Linear,

    /// <summary>The polynomial of the outermost interval, which grows fast.</summary>
    Continue,

    /// <summary>What it gives a whole number of periods away, a period being the distance from the first knot to the last.</summary>
    Periodic,

    /// <summary>An error of the model's checks (<see cref="Model.ChecksValues"/>); where these are off, and in exports, as
    /// <see cref="Constant"/>.</summary>
    Error,
}
