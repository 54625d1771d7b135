using Spectre.Console;

namespace Layers.Cli;

/// <summary>The two outputs of the tool.</summary>
/// <param name="output">The output of results.</param>
/// <param name="error">The output of errors, remarks and progress.</param>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    // The width of the output to a file or another program, whose lines must not wrap.
    private const int Unbounded = 4096;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether the output of results is a terminal.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether the output of errors is a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Returns a console for results with tables.</summary>
    public IAnsiConsole OutputConsole() => ConsoleOf(Output, IsOutputTerminal);

    /// <summary>Returns a console for progress.</summary>
    public IAnsiConsole ErrorConsole() => ConsoleOf(Error, IsErrorTerminal);

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (isTerminal) return console;
        console.Profile.Width = Unbounded;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
