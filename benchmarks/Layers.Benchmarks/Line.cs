using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>A line of the table.</summary>
public sealed record Line(string Work, string Peer, string Ours, string Theirs, string Ratio, string Goal)
{
    public const string Header = "| work | peer | Layers | peer takes | times faster | goal |\n|---|---|--:|--:|--:|---|";

    /// <summary>Returns the line for a measured contest.</summary>
    public static Line Of(Contest contest) =>
        new(contest.Work, contest.Peer, Duration(contest.Ours), Duration(contest.Theirs), Times(contest.Ratio), contest.Goal);

    /// <summary>Returns the line for work that was not measured, with the reason.</summary>
    public static Line Without(string work, string peer, string reason) => new(work, peer, "", "", "", $"not measured: {reason}");

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"**{ratio:F2}**");

    public override string ToString() => $"| {Work} | {Peer} | {Ours} | {Theirs} | {Ratio} | {Goal} |";

    /// <summary>Formats a time with its unit.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F2} µs"),
    };

    /// <summary>The seconds of a time with its unit; null for any other text.</summary>
    public static double? Seconds(string duration)
    {
        if (duration.Split(' ') is not [var number, var unit]
            || !double.TryParse(number, CultureInfo.InvariantCulture, out var value)) return null;
        return unit switch { "s" => value, "ms" => value * 1e-3, "µs" => value * 1e-6, _ => null };
    }
}
