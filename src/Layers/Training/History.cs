using System.Collections;

namespace Layers;

/// <summary>The loss and the metrics at the end of each epoch. The names of the validation values start with <c>val_</c>.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class History : IReadOnlyDictionary<string, IReadOnlyList<double>>, IShown
{
    private readonly SortedDictionary<string, List<double>> _logs = new(StringComparer.Ordinal);
    private readonly List<int> _epochs = [];

    /// <summary>The numbers of the epochs that ran, from 0.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _logs.Keys;

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<double>> Values => _logs.Values;

    /// <inheritdoc/>
    public int Count => _logs.Count;

    /// <summary>The warnings about the losses of the trained model: its <see cref="Model.LossWarnings"/>. Files do not store
    /// them.</summary>
    public IReadOnlyList<string> Warnings { get; internal set; } = [];

    /// <summary>The values of a loss or metric, one number for each epoch.</summary>
    /// <param name="key">The name of the loss or metric, for example <c>loss</c> or <c>val_loss</c>.</param>
    /// <exception cref="KeyNotFoundException">The history has no values of that name.</exception>
    public IReadOnlyList<double> this[string key] => _logs.TryGetValue(key, out var values) ? values
        : throw new KeyNotFoundException($"The history has no '{key}'; it has {NameList.Of(_logs.Keys, key)}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _logs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out IReadOnlyList<double> value)
    {
        var found = _logs.TryGetValue(key, out var values);
        value = values;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<double>>> GetEnumerator() =>
        _logs.Select(log => KeyValuePair.Create<string, IReadOnlyList<double>>(log.Key, log.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the number of epochs and the values of the last epoch. With validation, the values of the epoch with the smallest
    /// <c>val_loss</c> follow. Epochs count from 0. The <see cref="Warnings"/> come last.</summary>
    public override string ToString() => string.Join('\n', [Numbers(), .. Warnings.Select(warning => $"Warning: {warning}")]);

    private string Numbers()
    {
        if (_epochs.Count == 0) return "no epochs";
        List<string[]> lines = [["", "epoch", .. _logs.Keys], Line("last", _epochs.Count - 1)];
        if (_logs.TryGetValue("val_loss", out var losses) && losses.Count == _epochs.Count && losses.Exists(loss => !double.IsNaN(loss)))
            lines.Add(Line("best val_loss", losses.IndexOf(losses.Where(loss => !double.IsNaN(loss)).Min())));
        return $"{AlignedText.Count(_epochs.Count, "epoch")}\n{AlignedText.Of(lines)}";

        // A callback may log a number in some epochs only. The history does not store which epochs these are.
        string[] Line(string name, int place) =>
            [name, AlignedText.Integer(_epochs[place]),
                .. _logs.Values.Select(values => values.Count == _epochs.Count ? AlignedText.Real(values[place]) : "")];
    }

    /// <summary>Returns charts of the loss and the metrics and a table of the epochs as HTML: a <c>div</c> that includes its styles and has
    /// no scripts. Notebooks of .NET Interactive show it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => HistoryHtml.Write(page, this);

    /// <summary>Creates the history that a file stores.</summary>
    internal static History Of(IEnumerable<int> epochs, IEnumerable<KeyValuePair<string, IReadOnlyList<double>>> logs)
    {
        var history = new History();
        history._epochs.AddRange(epochs);
        foreach (var (name, values) in logs) history._logs.Add(name, [.. values]);
        return history;
    }

    internal void Add(int epoch, IEnumerable<KeyValuePair<string, double>> logs)
    {
        _epochs.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!_logs.TryGetValue(name, out var values)) _logs[name] = values = [];
            values.Add(value);
        }
    }
}
