namespace Layers.Cli;

/// <summary>The options of every verb.</summary>
internal sealed class Flags
{
    public Option<bool> Json { get; } = new("--json") { Description = "Write the result as JSON.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Write the stack trace of an error.", Recursive = true };
}
