using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Layers;

/// <summary>The result of <c>Evaluate</c>: the loss and the metrics by name, and the results for the classes of each output whose classes
/// are known.</summary>
/// <remarks>The classes are counted in the same pass over the rows that computes the loss. Each row counts once; sample weights are
/// ignored. The predicted class is that of <see cref="Prediction.Label"/>.</remarks>
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

    internal Evaluation(SortedDictionary<string, double> logs, IEnumerable<ClassResults> classes) =>
        (_logs, Classes) = (logs, Array.AsReadOnly(classes.ToArray()));

    /// <summary>The results for the classes of each output. An output that gives several labels at once has an entry for each label. Empty
    /// if no classes are known.</summary>
    public IReadOnlyList<ClassResults> Classes { get; }

    /// <summary>The confusion matrix of the only output with classes.</summary>
    /// <exception cref="InvalidOperationException">No classes are known, or there are several outputs or labels.</exception>
    public ConfusionMatrix ConfusionMatrix => Only.ConfusionMatrix;

    /// <summary>The precision, recall and F1 of the only output with classes.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/exception"/>
    public ClassificationReport Report => Only.Report;

    /// <summary>The calibration of the only output with classes.</summary>
    /// <exception cref="InvalidOperationException">No classes are known, there are several outputs or labels, or the output does not give
    /// probabilities.</exception>
    public Calibration Calibration => Only.Calibration;

    /// <summary>The names of the loss and the metrics, sorted.</summary>
    public IEnumerable<string> Keys => _logs.Keys;

    /// <summary>The values of the loss and the metrics, in the order of their names.</summary>
    public IEnumerable<double> Values => _logs.Values;

    /// <summary>The number of values.</summary>
    public int Count => _logs.Count;

    /// <summary>The value of the loss or a metric.</summary>
    /// <param name="key">The name: <c>loss</c> or the name of a metric. If the model has several outputs, the names of their losses and
    /// metrics start with the name of the output.</param>
    /// <exception cref="KeyNotFoundException">The evaluation has no value of that name. The message has the nearest name.</exception>
    public double this[string key] => _logs.TryGetValue(key, out var value) ? value : throw Throw.NotMeasured(key, [.. _logs.Keys]);

    /// <summary>Returns the results for the classes of an output, or of one of its labels.</summary>
    /// <param name="label">The label, if a row can have several labels at once; <see langword="null"/>, the default, if each row has one
    /// class.</param>
    /// <param name="output">The name of the output; <see langword="null"/>, the default, for the only output.</param>
    /// <exception cref="KeyNotFoundException">There is no output or label of that name. The message has the nearest name.</exception>
    /// <exception cref="InvalidOperationException">No classes are known, or several outputs or labels match.</exception>
    /// <example><code>
    /// double f1 = measured.ResultsOf(label: "rain").Report["true"].F1;
    /// </code></example>
    public ClassResults ResultsOf(string? label = null, string? output = null)
    {
        if (Classes.Count == 0) throw Throw.NoClassResults();
        ClassResults[] fit = [.. Classes.Where(each => (label is null || each.Label == label)
            && (output is null || each.Output == output))];
        return fit.Length switch
        {
            1 => fit[0],
            0 => throw Throw.NoResultsOf(label, output, Classes),
            _ => throw Throw.SeveralClassResults(fit)
        };
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _logs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value) => _logs.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _logs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the loss and the metrics, a line each, then for each output the confusion matrix with the F1 of each class, or a
    /// line for each label.</summary>
    public override string ToString()
    {
        List<string> parts = [AlignedText.Of([.. _logs.Select(log => new[] { log.Key, AlignedText.Real(log.Value) })])];
        foreach (var output in Classes.GroupBy(each => each.Output))
            parts.AddRange(output.First().Label is null ? output.Select(each => each.ToString()) : [LabelsOf(output.Key, [.. output])]);
        return string.Join("\n\n", parts);
    }

    /// <summary>Returns the loss, the metrics, the confusion matrices, the scores of each class and the calibration as HTML: a <c>div</c>
    /// that includes its styles and has no scripts. Notebooks of .NET Interactive show it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => EvaluationHtml.Write(page, this);

    private ClassResults Only => ResultsOf();

    private static string LabelsOf(string output, ClassResults[] labels)
    {
        const int Most = 100;
        List<string[]> lines = [["label", "precision", "recall", "F1", "rows with it"]];
        lines.AddRange(labels.Take(Most).Select(each => ClassificationReport.Line(each.Report.Classes[1] with { Name = each.Label! })));
        return $"{output}: {AlignedText.Count(labels[0].ConfusionMatrix.Total, "row")}, " +
            $"{AlignedText.Count(labels.Length, "label")}\n{AlignedText.Of(lines)}" +
            (labels.Length > Most ? $"\n… and {AlignedText.Count(labels.Length - Most, "more label")}" : "");
    }
}
