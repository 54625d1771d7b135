using System.Data.Common;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Cli;

/// <summary>Writes errors, each on one line.</summary>
internal static class Faults
{
    private const int MostLength = 2000;

    /// <summary>Writes an error.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="fault">The error.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="verbose">Whether to write the stack trace.</param>
    /// <returns>The exit code.</returns>
    public static int Write(Terminal terminal, Exception fault, bool json, bool verbose)
    {
        var code = CodeOf(fault);
        var message = code == ExitCode.Stopped ? "Stopped." : LineOf(fault);
        if (code == ExitCode.Fault && !message.StartsWith("Bug in Layers", StringComparison.Ordinal))
            message = $"Bug in Layers: {fault.GetType().Name}: {message}";
        var error = new ToolError(message, code, verbose ? fault.ToString() : null);
        if (json) terminal.Error.WriteLine(JsonSerializer.Serialize(error, LineJson.Written.ToolError));
        else terminal.Error.WriteLine($"error: {message}{(verbose ? $"\n{fault}" : "")}");
        return code;
    }

    /// <summary>Returns the exit code of an error.</summary>
    public static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Stopped,
        _ when fault.Message.StartsWith("Bug in Layers", StringComparison.Ordinal) => ExitCode.Fault,
        ToolException or LayerException or RowSourceException or SkewException or ArgumentException => ExitCode.Error,
        InvalidDataException or IOException or UnauthorizedAccessException or DbException => ExitCode.Error,
        NotSupportedException or InvalidOperationException or OnnxRuntimeException or OverflowException => ExitCode.Error,
        _ => ExitCode.Fault,
    };

    // The lines are joined, and the name of a parameter of C# is removed.
    private static string LineOf(Exception fault)
    {
        var message = fault.Message;
        if (fault is ArgumentException { ParamName: { Length: > 0 } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        if (fault is not ToolException) message = ToolAdvice.Of(message);
        message = string.Join(" ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return message.Length > MostLength ? string.Concat(message.AsSpan(0, MostLength), "…") : message;
    }
}
