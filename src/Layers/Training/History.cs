using System.Collections;

namespace Layers;

/// <summary>What each epoch ended with: loss, metrics and, with <c>val_</c> before their names, those of validation.</summary>
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

    /// <summary>What was doubtful about the losses of the model that was trained: its <see cref="Model.LossWarnings"/>. Files do not keep
    /// it.</summary>
    public IReadOnlyList<string> Warnings { get; internal set; } = [];

    /// <summary>One number an epoch.</summary>
    /// <param name="key">Its name: <c>loss</c>, <c>val_loss</c>, a metric's name.</param>
    /// <exception cref="KeyNotFoundException">Nothing of that name was recorded.</exception>
    public IReadOnlyList<double> this[string key] => _logs.TryGetValue(key, out var values) ? values
        : throw new KeyNotFoundException($"Nothing named '{key}' was recorded; there are {NameList.Of(_logs.Keys, key)}.");

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

    /// <summary>How many epochs ran and what the last of them ended with; where there was validation, also that of the smallest
    /// <c>val_loss</c>. Epochs count from 0. Then the
    /// <see cref="Warnings"/>.</summary>
    public override string ToString() => string.Join('\n', [Numbers(), .. Warnings.Select(warning => $"Warning: {warning}")]);

    private string Numbers()
    {
        if (_epochs.Count == 0) return "no epochs";
        List<string[]> lines = [["", "epoch", .. _logs.Keys], Line("last", _epochs.Count - 1)];
        if (_logs.TryGetValue("val_loss", out var losses) && losses.Count == _epochs.Count && losses.Exists(loss => !double.IsNaN(loss)))
            lines.Add(Line("best val_loss", losses.IndexOf(losses.Where(loss => !double.IsNaN(loss)).Min())));
        return $"{AlignedText.Count(_epochs.Count, "epoch")}\n{AlignedText.Of(lines)}";

        // A callback may log a number of some epochs alone: then nobody knows of which.
        string[] Line(string name, int place) =>
            [name, AlignedText.Integer(_epochs[place]), .. _logs.Values.Select(values => values.Count == _epochs.Count ? AlignedText.Real(values[place]) : "")];
    }

    /// <summary>Curves of loss and metrics, and a table of the epochs, as a part of a page: a <c>div</c> that brings its looks along,
    /// without scripts. Notebooks of .NET Interactive show it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => HistoryHtml.Write(page, this);

    /// <summary>What a file has.</summary>
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
