using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Layers;

/// <summary>What <c>Evaluate</c> measured: loss and metrics by name and, where an output has classes that are known, how well these were
/// told apart.</summary>
/// <remarks>Classes are counted as predictions are made, in the one pass over the rows; each row counts once, whatever its weight. A class
/// is predicted as <see cref="Prediction.Label"/> has it.</remarks>
/// <example><code>
/// var measured = model.Evaluate(test);
/// double loss = measured["loss"];
/// Console.WriteLine(measured);                                  // loss, metrics, confusion matrix and F1 a class
/// Console.WriteLine(measured.Report);                           // precision, recall and F1
/// Console.WriteLine(measured.Calibration);
/// </code></example>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Evaluation : IReadOnlyDictionary<string, double>, IShown
{
    private readonly SortedDictionary<string, double> _logs;

    internal Evaluation(SortedDictionary<string, double> logs, IEnumerable<ClassResults> classes) => (_logs, Classes) = (logs, Array.AsReadOnly(classes.ToArray()));

    /// <summary>Of each output with classes how well they were told apart; of an output that gives several labels at once an entry for each
    /// label. Empty where no classes are known.</summary>
    public IReadOnlyList<ClassResults> Classes { get; }

    /// <summary>The confusion matrix of the only output with classes.</summary>
    /// <exception cref="InvalidOperationException">No classes are known, or there are several outputs or labels.</exception>
    public ConfusionMatrix ConfusionMatrix => Only.ConfusionMatrix;

    /// <summary>Precision, recall and F1 of the only output with classes.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/exception"/>
    public ClassificationReport Report => Only.Report;

    /// <summary>The calibration of the only output with classes.</summary>
    /// <exception cref="InvalidOperationException">No classes are known, there are several outputs or labels, or the output gives no
    /// probabilities.</exception>
    public Calibration Calibration => Only.Calibration;

    /// <summary>The names of loss and metrics, sorted.</summary>
    public IEnumerable<string> Keys => _logs.Keys;

    /// <summary>Loss and metrics, in the order of their names.</summary>
    public IEnumerable<double> Values => _logs.Values;

    /// <summary>How many numbers there are.</summary>
    public int Count => _logs.Count;

    /// <summary>The loss or a metric.</summary>
    /// <param name="key">Its name: <c>loss</c>, a metric's name; of several outputs with the output's before it.</param>
    /// <exception cref="KeyNotFoundException">Nothing of that name was measured; the message has the nearest.</exception>
    public double this[string key] => _logs.TryGetValue(key, out var value) ? value : throw Throw.NotMeasured(key, [.. _logs.Keys]);

    /// <summary>How well classes were told apart, by label and output.</summary>
    /// <param name="label">Of several labels at once, the one; <see langword="null"/>, the default, where each row has one class.</param>
    /// <param name="output">The name of the output; <see langword="null"/>, the default, for the only one.</param>
    /// <exception cref="KeyNotFoundException">There is no such output or label; the message has the nearest.</exception>
    /// <exception cref="InvalidOperationException">No classes are known, or several outputs or labels would fit.</exception>
    /// <example><code>
    /// double f1 = measured.ResultsOf(label: "rain").Report["true"].F1;
    /// </code></example>
    public ClassResults ResultsOf(string? label = null, string? output = null)
    {
        if (Classes.Count == 0) throw Throw.NoClassResults();
        ClassResults[] fit = [.. Classes.Where(each => (label is null || each.Label == label) && (output is null || each.Output == output))];
        return fit.Length switch { 1 => fit[0], 0 => throw Throw.NoResultsOf(label, output, Classes), _ => throw Throw.SeveralClassResults(fit) };
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _logs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value) => _logs.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _logs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Loss and metrics, a line each; then the confusion matrix of each output with F1 a class, or a line for each
    /// label.</summary>
    public override string ToString()
    {
        List<string> parts = [AlignedText.Of([.. _logs.Select(log => new[] { log.Key, AlignedText.Real(log.Value) })])];
        foreach (var output in Classes.GroupBy(each => each.Output))
            parts.AddRange(output.First().Label is null ? output.Select(each => each.ToString()) : [LabelsOf(output.Key, [.. output])]);
        return string.Join("\n\n", parts);
    }

    /// <summary>Loss and metrics, confusion matrices, scores of each class and calibration, as a part of a page: a <c>div</c> that brings
    /// its looks along, without scripts. Notebooks of .NET
    /// Interactive show it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => EvaluationHtml.Write(page, this);

    private ClassResults Only => ResultsOf();

    private static string LabelsOf(string output, ClassResults[] labels)
    {
        const int Most = 100;
        List<string[]> lines = [["label", "precision", "recall", "F1", "rows with it"]];
        lines.AddRange(labels.Take(Most).Select(each => ClassificationReport.Line(each.Report.Classes[1] with { Name = each.Label! })));
        return $"{output}: {AlignedText.Count(labels[0].ConfusionMatrix.Total, "row")}, {AlignedText.Count(labels.Length, "label")}\n{AlignedText.Of(lines)}" +
            (labels.Length > Most ? $"\n… and {AlignedText.Count(labels.Length - Most, "more label")}" : "");
    }
}
