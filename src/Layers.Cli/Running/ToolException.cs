namespace Layers.Cli;

/// <summary>A command that cannot be followed, in words for whoever wrote it.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">What was thrown; null where the tool found it out itself.</param>
internal sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner);
