using System.Data.Common;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Cli;

/// <summary>Errors as one line each.</summary>
internal static class Faults
{
    private const int MostLength = 2000;

    /// <summary>Writes an error.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="fault">The error.</param>
    /// <param name="json">Whether as JSON.</param>
    /// <param name="verbose">Whether with the place in the code that it came from.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(Terminal terminal, Exception fault, bool json, bool verbose)
    {
        var code = CodeOf(fault);
        var message = code == ExitCode.Stopped ? "Stopped." : LineOf(fault);
        if (code == ExitCode.Fault && !message.StartsWith("Bug in Layers", StringComparison.Ordinal)) message = $"Bug in Layers: {fault.GetType().Name}: {message}";
        var error = new ToolError(message, code, verbose ? fault.ToString() : null);
        if (json) terminal.Error.WriteLine(JsonSerializer.Serialize(error, LineJson.Written.ToolError));
        else terminal.Error.WriteLine($"error: {message}{(verbose ? $"\n{fault}" : "")}");
        return code;
    }

    /// <summary>The exit code of an error: whose it is.</summary>
    public static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Stopped,
        _ when fault.Message.StartsWith("Bug in Layers", StringComparison.Ordinal) => ExitCode.Fault,
        ToolException or LayerException or RowSourceException or SkewException or ArgumentException or InvalidDataException or IOException => ExitCode.Error,
        UnauthorizedAccessException or NotSupportedException or InvalidOperationException or OnnxRuntimeException or OverflowException or DbException => ExitCode.Error,
        _ => ExitCode.Fault,
    };

    // Its lines as one, and without the name of a parameter that nobody of the command line knows.
    private static string LineOf(Exception fault)
    {
        var message = fault.Message;
        if (fault is ArgumentException { ParamName: { Length: > 0 } name }) message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        message = string.Join(" ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return message.Length > MostLength ? string.Concat(message.AsSpan(0, MostLength), "…") : message;
    }
}
