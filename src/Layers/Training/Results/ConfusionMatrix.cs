namespace Layers;

/// <summary>The counts of rows by true and predicted class. The rows of the matrix are true classes, its columns predicted
/// classes.</summary>
/// <remarks>The counts are those of scikit-learn's <c>confusion_matrix</c>. Each row of the data counts once; sample weights are
/// ignored.</remarks>
/// <example><code>
/// var matrix = ConfusionMatrix.Of(["cat", "dog", "dog"], ["cat", "cat", "dog"]);
/// long taken = matrix["dog", "cat"];                            // dogs that were taken for cats: 1
/// Console.WriteLine(matrix);
/// // true \ predicted  cat  dog
/// // cat                 1    0
/// // dog                 1    1
/// </code></example>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class ConfusionMatrix : IShown
{
    private readonly Dictionary<(int True, int Predicted), long> _counts;
    private readonly long[] _truths, _predictions;
    private Dictionary<string, int>? _places;

    /// <param name="classes">The classes in the order of their numbers, without duplicates.</param>
    /// <param name="counts">The counts of the pairs that occur.</param>
    internal ConfusionMatrix(IReadOnlyList<string> classes, Dictionary<(int True, int Predicted), long> counts)
    {
        (Classes, _counts) = (Array.AsReadOnly([.. classes]), counts);
        (_truths, _predictions) = (new long[classes.Count], new long[classes.Count]);
        foreach (var ((truth, predicted), count) in counts)
        {
            _truths[truth] += count;
            _predictions[predicted] += count;
            Total += count;
            if (truth == predicted) Right += count;
        }
    }

    /// <summary>The classes in the order of rows and columns.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The number of rows.</summary>
    public long Total { get; }

    /// <summary>The number of rows that were predicted right.</summary>
    public long Right { get; }

    /// <summary>The share of rows that were predicted right, from 0 to 1.</summary>
    public double Accuracy => (double)Right / Total;

    /// <summary>The number of rows of one class that were predicted as a class.</summary>
    /// <param name="trueClass">The name of the true class.</param>
    /// <param name="predictedClass">The name of the predicted class.</param>
    /// <exception cref="KeyNotFoundException">There is no class of that name. The message has the nearest name.</exception>
    public long this[string trueClass, string predictedClass] => _counts.GetValueOrDefault((PlaceOf(trueClass), PlaceOf(predictedClass)));

    /// <summary>The number of rows of one class that were predicted as a class, by the numbers of the classes.</summary>
    /// <param name="trueClass">The number of the true class: its index in <see cref="Classes"/>.</param>
    /// <param name="predictedClass">The number of the predicted class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class of that number.</exception>
    public long this[int trueClass, int predictedClass] =>
        _counts.GetValueOrDefault((Checked(trueClass, nameof(trueClass)), Checked(predictedClass, nameof(predictedClass))));

    /// <summary>Counts labels that are words.</summary>
    /// <param name="trueLabels">The true label of each row.</param>
    /// <param name="predictedLabels">The predicted label of each row, for example from <c>PredictLabels</c>.</param>
    /// <param name="classes">All classes in the order of the matrix; <see langword="null"/>, the default, for the labels that occur, in the
    /// order of code points.</param>
    /// <exception cref="ArgumentException">There are no rows, or the two lists have different lengths; a label is blank or not among the
    /// classes; a class is blank or a duplicate.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<string> trueLabels, IReadOnlyList<string> predictedLabels,
        IReadOnlyList<string>? classes = null) =>
        LabelPairs.Count(trueLabels, predictedLabels, classes);

    /// <summary>Counts labels that are numbers of classes.</summary>
    /// <param name="trueClasses">The number of the true class of each row.</param>
    /// <param name="predictedClasses">The number of the predicted class of each row.</param>
    /// <param name="classes">The names of the classes 0, 1, …; <see langword="null"/>, the default, for the numbers that occur, from the
    /// smallest.</param>
    /// <exception cref="ArgumentException">There are no rows, or the two lists have different lengths; a number is not that of a class; a
    /// class is blank or a duplicate.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> trueClasses, IReadOnlyList<int> predictedClasses,
        IReadOnlyList<string>? classes = null) =>
        LabelPairs.Count(trueClasses, predictedClasses, classes);

    /// <summary>Returns all counts, with a row for each true class.</summary>
    public long[,] ToArray()
    {
        var all = new long[Classes.Count, Classes.Count];
        foreach (var ((truth, predicted), count) in _counts) all[truth, predicted] = count;
        return all;
    }

    /// <summary>Returns the counts as a table. With more than 20 classes, it has the first 20.</summary>
    public override string ToString() => Print(null);

    /// <summary>Returns the counts as an HTML table: a <c>div</c> that includes its styles and has no scripts. With more than 20 classes,
    /// it has the first 20. Notebooks of .NET Interactive show it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => EvaluationHtml.Write(page, this, "Confusion matrix: rows are true classes, columns predicted ones");

    /// <summary>Returns the number of rows of a class.</summary>
    internal long TrueCount(int place) => _truths[place];

    /// <summary>Returns the number of rows that were predicted as a class.</summary>
    internal long PredictedCount(int place) => _predictions[place];

    /// <summary>Returns the table, with the F1 scores of a report beside the counts.</summary>
    internal string Print(ClassificationReport? report)
    {
        const int Most = 20;
        var shown = Math.Min(Most, Classes.Count);
        string[] names = [.. Classes.Take(shown).Select(OneLine.Of)];
        List<string[]> lines = [["true \\ predicted", .. names, .. report is null ? Array.Empty<string>() : ["F1"]]];
        for (var row = 0; row < shown; row++)
        {
            IEnumerable<string> counts = Enumerable.Range(0, shown).Select(column => AlignedText.Integer(this[row, column]));
            lines.Add([names[row], .. counts, .. report is null ? Array.Empty<string>() : [AlignedText.Share(report.Classes[row].F1)]]);
        }
        return AlignedText.Of(lines) + (Classes.Count > shown ? $"\n… and {AlignedText.Count(Classes.Count - shown, "more class")}" : "");
    }

    private int PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _places ??= Classes.Select((word, place) => (word, place))
            .ToDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);
        return _places.TryGetValue(name, out var place) ? place : throw Throw.NotAClass(name, Classes);
    }

    private int Checked(int number, string parameter) =>
        number >= 0 && number < Classes.Count ? number : throw Throw.NotAClassNumber(parameter, number, Classes.Count);
}
