namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>What <see cref="LocalTicks(Value, string, string, string, string)"/> gives where there is no date: the word that stands for
    /// a missing one.</summary>
    internal const long MissingTicks = -1;

    /// <summary>What <see cref="LocalTicks(Value, string, string, string, string)"/> gives for what is no date.</summary>
    internal const long InvalidTicks = -2;

    /// <summary>Dates as .NET ticks, 100 nanoseconds since the first of January of the year 1, on the clocks of a time zone.</summary>
    /// <remarks>Managed code computes it before the engine runs; ONNX has no such operator, so a model with it has no ONNX file. No
    /// gradient flows through it.</remarks>
    /// <param name="x">Dates in text: string, any shape.</param>
    /// <param name="format">Of texts, one of .NET's formats; empty for ISO 8601.</param>
    /// <param name="from">The identifier of the time zone of dates that do not say one.</param>
    /// <param name="to">The identifier of the time zone that comes out.</param>
    /// <param name="missing">The text that stands for a missing date.</param>
    /// <returns>int64: ticks, −1 where the date is missing, and −2 where it is none, or there is no such time on that day.</returns>
    internal static Value LocalTicks(Value x, string format, string from, string to, string missing) =>
        Unary(Op.LocalTicks, x, ("format", format), ("from", from), ("to", to), ("missing", missing));

    /// <summary>The same of numbers.</summary>
    /// <param name="x">int64 or float64, any shape; NaN is missing, and fractions are cut off.</param>
    /// <param name="first">What the first of January of the year 1 is.</param>
    /// <param name="unit">How many ticks one is.</param>
    /// <param name="from">The identifier of the time zone of the numbers.</param>
    /// <param name="to">The identifier of the time zone that comes out.</param>
    /// <inheritdoc cref="LocalTicks(Value, string, string, string, string)"/>
    internal static Value LocalTicks(Value x, long first, long unit, string from, string to) =>
        Unary(Op.LocalTicks, x, ("first", first), ("unit", unit), ("from", from), ("to", to));
}
