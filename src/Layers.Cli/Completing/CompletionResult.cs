namespace Layers.Cli;

/// <summary>A script that a shell completes command lines with.</summary>
/// <param name="Shell"><c>bash</c> or <c>powershell</c>.</param>
/// <param name="Script">The script.</param>
internal sealed record CompletionResult(string Shell, string Script) : IResult;
