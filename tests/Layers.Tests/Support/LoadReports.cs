namespace Layers.Tests;

/// <summary>Returns the warnings of a load as lines.</summary>
internal static class LoadReports
{
    public static IReadOnlyList<string> Lines(this LoadReport? report) => [.. report!.Warnings.Select(warning => warning.ToString())];
}
