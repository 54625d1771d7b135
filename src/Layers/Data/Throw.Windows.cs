namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoTime(string argument, Shape shape) =>
        new($"A time series has one row for each point in time, (time, …), but the shape {shape} has no axis. Give an array.", argument);

    public static ArgumentOutOfRangeException RowOutOfSeries(string argument, int row, int least, int most) =>
        new(argument, row, $"{argument} counts rows of the series from 0 and must be from {least} to {most}.");

    public static ArgumentException NoWindowFits(int rows, long span, int length, int rate) =>
        new($"A window of {Nouns.Of(length, "row")}, {Nouns.Of(rate)} apart, spans {Nouns.Of(span, "row")} of the series, and the " +
            $"part in use has only {Nouns.Of(rows, "row")}. " +
            "Use shorter windows, or more rows.", "sequenceLength");

    public static ArgumentException NoTargetForAWindow(int targets, int first) =>
        new("The target of the window that starts at row i is row i of the targets. " +
            $"The first window starts at row {first}, but there are {targets} targets. " +
            "Give a target for each row at which a window starts.", "targets");
}
