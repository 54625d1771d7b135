namespace Layers.Cli;

/// <summary>Dates as text.</summary>
internal static class Dates
{
    /// <summary>ISO 8601, with <c>Z</c> behind an instant.</summary>
    public static string Text(DateTime date) =>
        date.ToString(date.Kind == DateTimeKind.Utc ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
