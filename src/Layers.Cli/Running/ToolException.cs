namespace Layers.Cli;

/// <summary>The exception for a command that cannot be executed.</summary>
/// <param name="message">The message: what is wrong, and what to do.</param>
/// <param name="inner">The exception that caused this one; null for none.</param>
internal sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner);
