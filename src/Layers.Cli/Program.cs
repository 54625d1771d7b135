using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Layers.Cli;

/// <summary>The entry point. It is in a namespace, because the SDK of web applications makes a global <c>Program</c> public.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "A tool prints, and the console is used only here.")]
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The second Ctrl+C ends the process at once.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        var isOutputTerminal = !Console.IsOutputRedirected;
        var terminal =
            new Terminal(Console.Out, Console.Error) { IsOutputTerminal = isOutputTerminal, IsErrorTerminal = !Console.IsErrorRedirected };
        return Tool.Run(args, terminal, stop.Token);
    }
}
