using System.Text;

namespace Layers.Cli;

/// <summary>Where the process begins. In a namespace, since the compiler's part of web applications makes a <c>Program</c> without one
/// public.</summary>
internal static class Program
{
    // A tool prints, and this is its one place that knows where to.
#pragma warning disable RS0030
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // A second time ends the process at once.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        var isOutputSeen = !Console.IsOutputRedirected;
        var terminal = new Terminal(Console.Out, Console.Error) { IsOutputSeen = isOutputSeen, IsErrorSeen = !Console.IsErrorRedirected };
        return Tool.Run(args, terminal, stop.Token);
    }
}
