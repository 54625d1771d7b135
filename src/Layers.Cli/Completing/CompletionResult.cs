namespace Layers.Cli;

/// <summary>The result of <c>completion</c>: a script for a shell.</summary>
/// <param name="Shell"><c>bash</c> or <c>powershell</c>.</param>
/// <param name="Script">The script.</param>
internal sealed record CompletionResult(string Shell, string Script) : IResult;
