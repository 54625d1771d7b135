using Spectre.Console;

namespace Layers.Cli;

/// <summary>One run of the tool.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="flags">The options of every verb.</param>
/// <param name="cancellation">Stops the run.</param>
internal sealed class Session(Terminal terminal, Flags flags, CancellationToken cancellation)
{
    public Terminal Terminal { get; } = terminal;

    public Flags Flags { get; } = flags;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Writes a remark to standard error.</summary>
    public void Remark(string text) => Terminal.Error.WriteLine(text);

    /// <summary>Runs work that takes long, and shows a progress bar if standard error is a terminal.</summary>
    /// <param name="what">The name of the work.</param>
    /// <param name="rows">The number of rows; null if it is not known.</param>
    /// <param name="work">The work, which reports the number of rows done.</param>
    public T WithProgress<T>(string what, long? rows, Func<IProgress<long>, T> work)
    {
        if (!Terminal.IsErrorTerminal) return work(new Rows(_ => { }));
        return Terminal.ErrorConsole().Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask(what.EscapeMarkup(), maxValue: Math.Max(1, rows ?? 1));
            if (rows is null) task.IsIndeterminate();
            return work(new Rows(done =>
            {
                task.Value = rows is null ? 0 : Math.Min(done, rows.Value);
                task.Description = $"{what.EscapeMarkup()}, {Figures.Count(done, "row")}";
            }));
        });
    }

    // Unlike Progress<T>, this class reports on the calling thread, so that no report arrives after the work has ended.
    private sealed class Rows(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
