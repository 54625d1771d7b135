namespace Layers;

/// <summary>The precision, recall and F1 of each class, and their means.</summary>
/// <remarks>The numbers are those of scikit-learn's <c>classification_report</c> with all classes as its <c>labels</c>. Zero divided by
/// zero is 0, and <see cref="Remarks"/> lists such scores. Source:
/// <see href="https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-and-f-measures"/>.</remarks>
/// <example><code>
/// string[] truth = ["cat", "dog", "dog", "owl"], said = ["cat", "cat", "dog", "dog"];
/// var report = ClassificationReport.Of(truth, said);
/// double f1 = report["dog"].F1;                                 // 0.5
/// Console.WriteLine(report);
/// </code></example>
public sealed class ClassificationReport
{
    private ClassificationReport(ConfusionMatrix matrix)
    {
        var scores = new ClassScores[matrix.Classes.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var (hits, predicted, support) = (matrix[i, i], matrix.PredictedCount(i), matrix.TrueCount(i));
            scores[i] = new ClassScores(matrix.Classes[i], Ratio(hits, predicted), Ratio(hits, support),
                Ratio(2 * hits, predicted + support), support);
        }
        (Classes, Accuracy) = (Array.AsReadOnly(scores), matrix.Accuracy);
        MacroAverage = Mean("macro average", _ => 1, scores.Length);
        WeightedAverage = Mean("weighted average", each => each.Support, matrix.Total);
        Remarks = Array.AsReadOnly(RemarksOf(matrix).ToArray());

        ClassScores Mean(string name, Func<ClassScores, double> weight, double sum) =>
            new(name, scores.Sum(each => weight(each) * each.Precision) / sum,
            scores.Sum(each => weight(each) * each.Recall) / sum, scores.Sum(each => weight(each) * each.F1) / sum, matrix.Total);
    }

    /// <summary>The scores of each class, in the order of the classes.</summary>
    public IReadOnlyList<ClassScores> Classes { get; }

    /// <summary>The share of rows that were predicted right, from 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>The mean over classes with equal weights. Its support is the number of all rows.</summary>
    public ClassScores MacroAverage { get; }

    /// <summary>The mean over classes, weighted by the number of rows of each class.</summary>
    public ClassScores WeightedAverage { get; }

    /// <summary>Sentences about the scores that are 0 because zero was divided by zero.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The scores of a class.</summary>
    /// <param name="name">The name of the class.</param>
    /// <exception cref="KeyNotFoundException">There is no class of that name. The message has the nearest name.</exception>
    public ClassScores this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Classes.FirstOrDefault(each => each.Name == name) ?? throw Throw.NotAClass(name, [.. Classes.Select(each => each.Name)]);
        }
    }

    /// <summary>Creates the report of a confusion matrix.</summary>
    /// <param name="matrix">The counts of true and predicted classes.</param>
    public static ClassificationReport Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(matrix);
    }

    /// <summary>Creates the report for labels that are words.</summary>
    /// <inheritdoc cref="ConfusionMatrix.Of(IReadOnlyList{string}, IReadOnlyList{string}, IReadOnlyList{string})"/>
    public static ClassificationReport Of(IReadOnlyList<string> trueLabels, IReadOnlyList<string> predictedLabels,
        IReadOnlyList<string>? classes = null) =>
        new(ConfusionMatrix.Of(trueLabels, predictedLabels, classes));

    /// <summary>Creates the report for labels that are numbers of classes.</summary>
    /// <inheritdoc cref="ConfusionMatrix.Of(IReadOnlyList{int}, IReadOnlyList{int}, IReadOnlyList{string})"/>
    public static ClassificationReport Of(IReadOnlyList<int> trueClasses, IReadOnlyList<int> predictedClasses,
        IReadOnlyList<string>? classes = null) =>
        new(ConfusionMatrix.Of(trueClasses, predictedClasses, classes));

    /// <summary>Returns a line for each class and each mean, then the remarks. With more than 100 classes, it has the first 100.</summary>
    public override string ToString()
    {
        const int Most = 100;
        List<string[]> lines = [["", "precision", "recall", "F1", "rows"], .. Classes.Take(Most).Select(Line)];
        var gap = lines.Count;
        lines.Add(["accuracy", "", "", AlignedText.Share(Accuracy), AlignedText.Integer(MacroAverage.Support)]);
        lines.Add(Line(MacroAverage));
        lines.Add(Line(WeightedAverage));
        var text = AlignedText.Of(lines).Split('\n').ToList();
        text.Insert(gap, Classes.Count > Most ? $"… and {AlignedText.Count(Classes.Count - Most, "more class")}" : "");
        return string.Join('\n', text.Concat(Remarks));
    }

    internal static string[] Line(ClassScores each) =>
        [OneLine.Of(each.Name), AlignedText.Share(each.Precision), AlignedText.Share(each.Recall), AlignedText.Share(each.F1),
            AlignedText.Integer(each.Support)];

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static IEnumerable<string> RemarksOf(ConfusionMatrix matrix)
    {
        ILookup<(bool HasRows, bool IsPredicted), string> kinds = Enumerable.Range(0, matrix.Classes.Count)
            .ToLookup(i => (matrix.TrueCount(i) > 0, matrix.PredictedCount(i) > 0), i => matrix.Classes[i]);
        if (kinds[(true, false)].Any()) yield return $"Never predicted, so the precision is 0: {Names(kinds[(true, false)])}.";
        if (kinds[(false, true)].Any()) yield return $"Without rows, so the recall is 0: {Names(kinds[(false, true)])}.";
        if (kinds[(false, false)].Any())
        {
            yield return "Without rows and never predicted, so all scores are 0, which also lowers the macro average: " +
                $"{Names(kinds[(false, false)])}.";
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        const int Most = 10;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Most).Select(OneLine.Of))
            + (all.Length > Most ? $" and {AlignedText.Integer(all.Length - Most)} more" : "");
    }
}
