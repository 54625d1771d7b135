namespace Layers;

/// <summary>Counts pairs of true and predicted labels.</summary>
internal static class LabelPairs
{
    /// <param name="trueLabels">The true label of each row.</param>
    /// <param name="predictedLabels">The predicted label of each row.</param>
    /// <param name="classes">All classes in order; null for the labels that occur, in the order of code points.</param>
    public static ConfusionMatrix Count(IReadOnlyList<string> trueLabels, IReadOnlyList<string> predictedLabels,
        IReadOnlyList<string>? classes)
    {
        RequirePairs(trueLabels, predictedLabels);
        var (truth, predicted) = (Words(trueLabels, "true"), Words(predictedLabels, "predicted"));
        var known = classes is null ? [.. truth.Concat(predicted).Distinct()] : ClassNames.Checked(classes);
        if (classes is null) Array.Sort(known, Utf8Text.Compare);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in known) places.Add(word, places.Count);
        return Count(known, truth.Length, row => (Place("true", truth[row], row), Place("predicted", predicted[row], row)));

        int Place(string which, string label, int row) =>
            places.TryGetValue(label, out var place) ? place : throw Throw.LabelOfNoClass(which, label, row, known);
    }

    /// <param name="trueClasses">The number of the true class of each row.</param>
    /// <param name="predictedClasses">The number of the predicted class of each row.</param>
    /// <param name="classes">The names of all classes, from number 0; null for the numbers that occur, from the smallest.</param>
    public static ConfusionMatrix Count(IReadOnlyList<int> trueClasses, IReadOnlyList<int> predictedClasses, IReadOnlyList<string>? classes)
    {
        RequirePairs(trueClasses, predictedClasses);
        if (classes is null)
        {
            int[] numbers = [.. trueClasses.Concat(predictedClasses).Distinct().Order()];
            return Count([.. numbers.Select(number => AlignedText.Integer(number))], trueClasses.Count,
                row => (Array.BinarySearch(numbers, trueClasses[row]), Array.BinarySearch(numbers, predictedClasses[row])));
        }
        var known = ClassNames.Checked(classes);
        return Count(known, trueClasses.Count,
            row => (Place("true", trueClasses[row], row), Place("predicted", predictedClasses[row], row)));

        int Place(string which, int place, int row) =>
            place >= 0 && place < known.Length ? place : throw Throw.PlaceOfNoClass(which, place, row, known);
    }

    private static ConfusionMatrix Count(string[] classes, int rows, Func<int, (int True, int Predicted)> places)
    {
        var counts = new Dictionary<(int, int), long>();
        for (var row = 0; row < rows; row++)
        {
            var pair = places(row);
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }
        return new ConfusionMatrix(classes, counts);
    }

    private static void RequirePairs<T>(IReadOnlyList<T> trueLabels, IReadOnlyList<T> predictedLabels)
    {
        ArgumentNullException.ThrowIfNull(trueLabels);
        ArgumentNullException.ThrowIfNull(predictedLabels);
        if (trueLabels.Count != predictedLabels.Count)
            throw Throw.PairsDiffer("true labels", trueLabels.Count, "predicted labels", predictedLabels.Count);
        if (trueLabels.Count == 0) throw Throw.NothingToCompare(nameof(ConfusionMatrix));
    }

    private static string[] Words(IReadOnlyList<string> labels, string which) =>
        [.. labels.Select((label, row) => string.IsNullOrWhiteSpace(label)
            ? throw Throw.BlankLabelOf(which, row) : Utf8Text.WellFormed(label))];
}
