namespace Layers.Cli;

/// <summary>A command that cannot be followed, in words for whoever wrote it.</summary>
internal sealed class ToolException(string message) : Exception(message);
