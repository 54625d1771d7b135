namespace Layers.Cli.Tests;

/// <summary>A server of the tool in this process.</summary>
internal sealed class Serving : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly Task<int> _run;

    private Serving(string[] args) => _run = Task.Factory.StartNew(
        () => Tool.Run(args, new Terminal(_output, TextWriter.Synchronized(_error)), _stop.Token), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The first line of output; an exception if the tool ends before.</summary>
    public Task<string> FirstLine => Task.Run(async () =>
        await Task.WhenAny(_output.First, _run) == _output.First ? await _output.First
            : throw new AssertionException($"It ended with {await _run}: {_error}"));

    public static Serving Start(params string[] args) => new(args);

    /// <summary>Stops the server, as Ctrl+C does.</summary>
    public async Task<Run> StopAsync()
    {
        await _stop.CancelAsync();
        return new Run(await _run, _output.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        _stop.Cancel();
        _run.Wait();
        _stop.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    // Completes a task when the first line is written.
    private sealed class LineWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _first.TrySetResult(value ?? "");
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
