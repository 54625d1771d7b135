namespace Layers;

/// <summary>How many rows of each class were taken for which: rows are true classes, columns predicted ones.</summary>
/// <remarks>Counts are those of scikit-learn's <c>confusion_matrix</c>; each row of the data counts once, whatever its weight.</remarks>
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

    /// <param name="classes">In the order of their numbers, each once.</param>
    /// <param name="counts">Pairs that occur.</param>
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

    /// <summary>How many rows were compared.</summary>
    public long Total { get; }

    /// <summary>How many of them were predicted right.</summary>
    public long Right { get; }

    /// <summary>The share that was predicted right, from 0 to 1.</summary>
    public double Accuracy => (double)Right / Total;

    /// <summary>How many rows of a class were taken for a class.</summary>
    /// <param name="trueClass">What they are.</param>
    /// <param name="predictedClass">What they were taken for.</param>
    /// <exception cref="KeyNotFoundException">There is no such class; the message has the nearest.</exception>
    public long this[string trueClass, string predictedClass] => _counts.GetValueOrDefault((PlaceOf(trueClass), PlaceOf(predictedClass)));

    /// <summary>How many rows of a class were taken for a class, by their numbers.</summary>
    /// <param name="trueClass">What they are: a place in <see cref="Classes"/>.</param>
    /// <param name="predictedClass">What they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int trueClass, int predictedClass] => _counts.GetValueOrDefault((Checked(trueClass), Checked(predictedClass)));

    /// <summary>Counts labels that are words.</summary>
    /// <param name="trueLabels">What each row is.</param>
    /// <param name="predictedLabels">What each row was taken for, as of <c>PredictLabels</c>.</param>
    /// <param name="classes">All classes in the order wanted; <see langword="null"/>, the default, for those that occur, in the order of
    /// code points.</param>
    /// <exception cref="ArgumentException">There are no rows, or other numbers of both; a label is blank or none of the classes; a class is
    /// blank or there twice.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<string> trueLabels, IReadOnlyList<string> predictedLabels, IReadOnlyList<string>? classes = null) =>
        LabelPairs.Count(trueLabels, predictedLabels, classes);

    /// <summary>Counts labels that are numbers of classes.</summary>
    /// <param name="trueClasses">What each row is.</param>
    /// <param name="predictedClasses">What each row was taken for.</param>
    /// <param name="classes">The names of classes 0, 1, …; <see langword="null"/>, the default, for the numbers that occur, from the
    /// smallest.</param>
    /// <exception cref="ArgumentException">There are no rows, or other numbers of both; a number is that of none of the classes; a class is
    /// blank or there twice.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> trueClasses, IReadOnlyList<int> predictedClasses, IReadOnlyList<string>? classes = null) =>
        LabelPairs.Count(trueClasses, predictedClasses, classes);

    /// <summary>All counts, a row for each true class.</summary>
    public long[,] ToArray()
    {
        var all = new long[Classes.Count, Classes.Count];
        foreach (var ((truth, predicted), count) in _counts) all[truth, predicted] = count;
        return all;
    }

    /// <summary>The counts as a table; of more than 20 classes the first 20.</summary>
    public override string ToString() => Print(null);

    /// <summary>The counts as a table, of more than 20 classes the first 20, as a part of a page: a <c>div</c> that brings its looks along,
    /// without scripts. Notebooks of .NET Interactive show
    /// it.</summary>
    public string ToHtml() => Fragment.Of(this);

    void IShown.Show(Markup page) => EvaluationHtml.Write(page, this, "Confusion matrix: rows are true classes, columns predicted ones");

    /// <summary>How many rows are of a class.</summary>
    internal long TrueCount(int place) => _truths[place];

    /// <summary>How many rows were taken for a class.</summary>
    internal long PredictedCount(int place) => _predictions[place];

    /// <summary>The table, with the scores of a report beside the counts.</summary>
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
        _places ??= Classes.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);
        return _places.TryGetValue(name, out var place) ? place : throw Throw.NotAClass(name, Classes);
    }

    private int Checked(int number) => number >= 0 && number < Classes.Count ? number : throw Throw.NotAClassNumber(number, Classes.Count);
}
