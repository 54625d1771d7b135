namespace Layers;

/// <summary>The output of <see cref="Spline"/> for numbers outside of the first and the last knot.</summary>
public enum SplineExtrapolation
{
    /// <summary>The output at the nearest outer knot.</summary>
    Constant,

    /// <summary>A straight continuation with the slope of the spline at the nearest outer knot.</summary>
    Linear,

    /// <summary>The polynomial of the outermost interval, which grows fast.</summary>
    Continue,

    /// <summary>Periodic: the output at the number shifted by whole periods into the knots. A period is the distance from the first knot to
    /// the last.</summary>
    Periodic,

    /// <summary>An error of the model's checks (<see cref="Model.ChecksValues"/>). If the checks are off, and in exports, it is the same as
    /// <see cref="Constant"/>.</summary>
    Error,
}
