using System.Globalization;

namespace Layers;

/// <summary>A callback that writes the logs of each epoch as a line of a CSV file, as Keras's <c>CSVLogger</c> does: the epoch, counted
/// from 0, then the values of the logs, sorted by name.</summary>
/// <remarks>The columns are those of the first epoch. If none of them starts with <c>val_</c>, validation columns are added and filled with
/// <c>NA</c>. The file is closed between epochs, so that it can be read during training. Source:
/// <see href="https://keras.io/api/callbacks/csv_logger/"/>.</remarks>
public sealed class CsvLogger : Callback
{
    private readonly string _path;
    private readonly char _separator;
    private readonly bool _append;
    private IReadOnlyList<string>? _keys;
    private bool _isStarted;

    /// <summary>Creates a callback that logs to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">The separator of columns; default a comma.</param>
    /// <param name="append">Whether lines are appended to an existing file, without another header; default false: the file is
    /// overwritten.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CsvLogger(string path, char separator = ',', bool append = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_path, _separator, _append) = (path, separator, append);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        (_keys, _isStarted) = (null, false);
        // If the file cannot be written, training fails before the first epoch.
        AtomicFile.Append(_path, "");
    }

    /// <inheritdoc/>
    public override void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_isStarted) state.Add("length", new FileInfo(_path).Length);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Number("length") is not { } length || !(length <= new FileInfo(_path).Length)) return;
        // The lines of epochs that will be repeated are removed.
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Write);
        file.SetLength((long)length);
        _isStarted = true;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!_isStarted && !_append) AtomicFile.Clear(_path);
        _isStarted = true;
        if (_keys is null)
        {
            string[] keys = [.. logs.Keys.Order(StringComparer.Ordinal)];
            _keys = keys.Any(key => key.StartsWith("val_", StringComparison.Ordinal))
                ? keys : [.. keys, .. keys.Select(key => "val_" + key)];
            if (new FileInfo(_path) is not { Exists: true, Length: > 0 }) Write(["epoch", .. _keys]);
        }
        Write([epoch.ToString(CultureInfo.InvariantCulture),
            .. _keys.Select(key => logs.TryGetValue(key, out var value) ? PythonText.Of(value) : "NA")]);
    }

    private void Write(IEnumerable<string> fields) => AtomicFile.Append(_path, string.Join(_separator, fields.Select(Quoted)) + "\r\n");

    private string Quoted(string field) =>
        field.AsSpan().IndexOfAny([_separator, '"', '\r', '\n']) < 0
        ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
