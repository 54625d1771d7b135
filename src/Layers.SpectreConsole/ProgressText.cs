using System.Globalization;

namespace Layers.SpectreConsole;

/// <summary>Formats numbers and times as Keras's progress lines do.</summary>
internal static class ProgressText
{
    public static string Of(double value) => value.ToString(Math.Abs(value) > 1e-3 ? "0.0000" : "0.0000e+00", CultureInfo.InvariantCulture);

    public static string OfEpoch(int epoch, int epochs) => string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch}/{epochs}");

    public static string Of(int step, int steps)
    {
        var all = steps.ToString(CultureInfo.InvariantCulture);
        return $"{step.ToString(CultureInfo.InvariantCulture).PadLeft(all.Length)}/{all}";
    }

    /// <summary>Formats a step whose total is not known.</summary>
    public static string OfUnknown(int step) => string.Create(CultureInfo.InvariantCulture, $"{step,7}/Unknown");

    /// <summary>Formats the duration of a whole epoch.</summary>
    public static string OfSeconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s");

    /// <summary>Formats the time that is left of an epoch.</summary>
    public static string Of(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : time.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Seconds}s");

    public static string OfStep(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s/step")
        : time.TotalMilliseconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms/step")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0}us/step");
}
