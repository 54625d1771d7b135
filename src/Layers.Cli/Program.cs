using System.Text;
using Layers.Cli;

// A tool prints, and this is its one place that knows where to.
#pragma warning disable RS0030
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // A second time ends the process at once.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
var terminal = new Terminal(Console.Out, Console.Error) { IsOutputSeen = !Console.IsOutputRedirected, IsErrorSeen = !Console.IsErrorRedirected };
return Tool.Run(args, terminal, stop.Token);
