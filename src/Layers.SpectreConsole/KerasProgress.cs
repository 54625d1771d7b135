using Spectre.Console;

namespace Layers.SpectreConsole;

/// <summary>A callback that writes Keras's progress lines: the epoch, a bar, the time, loss and metrics. On an interactive console the line
/// is updated during the epoch; on other consoles there is one line for each epoch.</summary>
/// <remarks>Source: <see href="https://keras.io/api/models/model_training_apis/#fit-method"/>, <c>verbose=1</c>.</remarks>
/// <example><code>model.Fit(x, y, epochs: 10, callbacks: [new KerasProgress()]);</code></example>
public sealed class KerasProgress : Callback
{
    private const int BarWidth = 20;

    // Reading the logs takes time from training, so the bar does not move more often.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private long _epochStart;
    private long _lastLine;

    /// <summary>Initializes the callback.</summary>
    /// <param name="console">The console to write to; <see langword="null"/>, the default, for the program's console.</param>
    /// <param name="time">The clock; <see langword="null"/>, the default, for the system's clock.</param>
    public KerasProgress(IAnsiConsole? console = null, TimeProvider? time = null)
    {
        _console = console ?? AnsiConsole.Console;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingRun run, int epoch)
    {
        ArgumentNullException.ThrowIfNull(run);
        _console.WriteLine(ProgressText.OfEpoch(epoch + 1, run.Epochs));
        _epochStart = _lastLine = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingRun run, int step)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!IsMoving || step + 1 == run.Steps || _time.GetElapsedTime(_lastLine) < s_interval) return;
        _lastLine = _time.GetTimestamp();
        // In the first epoch over a stream the number of steps is unknown, so Keras writes the elapsed time instead.
        var time = run.Steps == 0 ? ProgressText.OfSeconds(Elapsed) : ProgressText.Of(Elapsed / (step + 1) * (run.Steps - step - 1));
        Write(step + 1, run.Steps, time, run.Logs, Overflow.Ellipsis);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(run.Steps, run.Steps, ProgressText.OfSeconds(Elapsed), logs, Overflow.Fold);
        _console.WriteLine();
    }

    private bool IsMoving => _console.Profile.Capabilities is { Ansi: true, Interactive: true };

    private TimeSpan Elapsed => _time.GetElapsedTime(_epochStart);

    private void Write(int step, int steps, string time, IEnumerable<KeyValuePair<string, double>> logs, Overflow overflow)
    {
        if (IsMoving) _console.Write(new ControlCode("\r\u001b[K"));
        var line = new Paragraph { Overflow = overflow };
        if (steps == 0) line.Append(ProgressText.OfUnknown(step));
        else AppendBar(line, step, steps);
        line.Append($" {time}", new Style(decoration: Decoration.Bold));
        var measured = string.Concat(logs.Select(log => $" - {log.Key}: {ProgressText.Of(log.Value)}"));
        line.Append($" {ProgressText.OfStep(Elapsed / step)}{measured}");
        _console.Write(line);
    }

    private static void AppendBar(Paragraph line, int step, int steps)
    {
        var filled = BarWidth * step / steps;
        line.Append($"{ProgressText.Of(step, steps)} ", new Style(decoration: Decoration.Bold));
        line.Append(new string('━', filled), new Style(Color.Green));
        line.Append(new string('━', BarWidth - filled), new Style(Color.Grey));
    }
}
