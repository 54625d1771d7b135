using Spectre.Console;

namespace Layers.Cli;

/// <summary>Where results and everything else are written.</summary>
/// <param name="output">For results alone.</param>
/// <param name="error">For errors, remarks and progress.</param>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    // What is read by a program has no lines to wrap.
    private const int Unbounded = 4096;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether somebody looks at the results as they come.</summary>
    public bool IsOutputSeen { get; init; }

    /// <summary>Whether somebody looks at the rest.</summary>
    public bool IsErrorSeen { get; init; }

    /// <summary>Results with tables.</summary>
    public IAnsiConsole OutputConsole() => ConsoleOf(Output, IsOutputSeen);

    /// <summary>Progress.</summary>
    public IAnsiConsole ErrorConsole() => ConsoleOf(Error, IsErrorSeen);

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool isSeen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isSeen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isSeen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isSeen ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (isSeen) return console;
        console.Profile.Width = Unbounded;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
