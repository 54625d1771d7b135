namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The result of <see cref="LocalTicks(Value, string, string, string, string)"/> for a missing date.</summary>
    internal const long MissingTicks = -1;

    /// <summary>The result of <see cref="LocalTicks(Value, string, string, string, string)"/> for an invalid date.</summary>
    internal const long InvalidTicks = -2;

    /// <summary>Converts dates to .NET ticks in the local time of a time zone: units of 100 nanoseconds since January 1 of the year
    /// 1.</summary>
    /// <remarks>Managed code runs the operator before the engine. ONNX has no such operator, so a model with it cannot be exported to ONNX.
    /// The operator has no gradient.</remarks>
    /// <param name="x">The dates as texts: string, any shape.</param>
    /// <param name="format">The .NET format of the texts; empty for ISO 8601.</param>
    /// <param name="from">The identifier of the time zone of dates that do not have one.</param>
    /// <param name="to">The identifier of the time zone of the result.</param>
    /// <param name="missing">The text of a missing date.</param>
    /// <returns>int64: the ticks; −1 for a missing date; −2 for an invalid date, or a time that does not exist on its day.</returns>
    internal static Value LocalTicks(Value x, string format, string from, string to, string missing) =>
        Unary(Op.LocalTicks, x, ("format", format), ("from", from), ("to", to), ("missing", missing));

    /// <summary>Converts dates that are numbers to .NET ticks in the local time of a time zone.</summary>
    /// <param name="x">The dates, int64 or float64, any shape. NaN is missing, and fractions are truncated.</param>
    /// <param name="first">The number of January 1 of the year 1.</param>
    /// <param name="unit">The number of ticks in a unit of <paramref name="x"/>.</param>
    /// <param name="from">The identifier of the time zone of the numbers.</param>
    /// <param name="to">The identifier of the time zone of the result.</param>
    /// <inheritdoc cref="LocalTicks(Value, string, string, string, string)"/>
    internal static Value LocalTicks(Value x, long first, long unit, string from, string to) =>
        Unary(Op.LocalTicks, x, ("first", first), ("unit", unit), ("from", from), ("to", to));
}
