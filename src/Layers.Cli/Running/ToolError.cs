namespace Layers.Cli;

/// <summary>An error, as <c>--json</c> writes it.</summary>
/// <param name="Error">The message: what is wrong, and where.</param>
/// <param name="ExitCode">The exit code of the process.</param>
/// <param name="Trace">The stack trace; null without <c>--verbose</c>.</param>
internal sealed record ToolError(string Error, int ExitCode, string? Trace);
