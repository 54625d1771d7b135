using Spectre.Console;

namespace Layers.Cli;

/// <summary>The two outputs of the tool.</summary>
/// <param name="output">The output of results.</param>
/// <param name="error">The output of errors, remarks and progress.</param>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    // Output to a program is not wrapped.
    private const int Unbounded = 4096;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether the output of results is a terminal.</summary>
    public bool IsOutputSeen { get; init; }

    /// <summary>Whether the output of errors is a terminal.</summary>
    public bool IsErrorSeen { get; init; }

    /// <summary>Returns a console for results with tables.</summary>
    public IAnsiConsole OutputConsole() => ConsoleOf(Output, IsOutputSeen);

    /// <summary>Returns a console for progress.</summary>
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
