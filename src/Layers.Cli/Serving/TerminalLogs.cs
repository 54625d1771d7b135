using Microsoft.Extensions.Logging;

namespace Layers.Cli;

/// <summary>Writes the log of a server to standard error, a line for each entry. Entries before the server listens are left out, because an
/// error then ends the verb with its own message.</summary>
internal sealed class TerminalLogs(Terminal terminal, bool verbose) : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();

    /// <summary>Whether the server listens.</summary>
    public bool IsListening { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => IsListening && logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var line =
            $"{(logLevel == LogLevel.Warning ? "warning" : "error")}: " +
                $"{formatter(state, exception)}{(exception is null ? "" : $" {exception.Message}")}";
        // Requests write from several threads.
        lock (_lock) terminal.Error.WriteLine(verbose && exception is not null ? $"{line}\n{exception}" : line.ReplaceLineEndings(" "));
    }
}
