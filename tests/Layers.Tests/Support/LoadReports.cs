namespace Layers.Tests;

/// <summary>What a load left out, as lines.</summary>
internal static class LoadReports
{
    public static IReadOnlyList<string> Lines(this LoadReport? report) => [.. report!.Warnings.Select(warning => warning.ToString())];
}
