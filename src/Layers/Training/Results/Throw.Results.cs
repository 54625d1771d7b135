using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException PairsDiffer(string first, int count, string second, int other) =>
        new($"There are {AlignedText.Integer(count)} {first}, but {AlignedText.Integer(other)} {second}; each row needs one of both.");

    public static ArgumentException NothingToCompare(string what) => new($"{what} needs at least one row, but there is none.");

    public static ArgumentException BlankLabelOf(string which, int row) =>
        new($"The {which} label of row {AlignedText.Integer(row)} (counted from 0) is blank or null. " +
            "Leave the row out, or give such rows a word of their own.");

    public static ArgumentException LabelOfNoClass(string which, string label, int row, IReadOnlyList<string> classes) =>
        new($"The {which} label '{label}' of row {AlignedText.Integer(row)} (counted from 0) is not among the " +
            $"classes.{Nearest.Hint(label, classes)} Give all classes, or no classes to use the labels that occur. " +
            $"The classes are {NameList.Quoted(classes, label)}.");

    public static ArgumentException PlaceOfNoClass(string which, int place, int row, IReadOnlyList<string> classes) =>
        new($"The {which} class {AlignedText.Integer(place)} of row {AlignedText.Integer(row)} (counted from 0) does not exist: " +
            $"{Nouns.There(classes.Count, "class")}, numbered from 0.");

    public static ArgumentException BlankClass(int place) =>
        new($"Class {AlignedText.Integer(place)} (counted from 0) is blank. Each class needs a word.", "classes");

    public static ArgumentException ClassTwice(string name, int first, int second) =>
        new($"The class '{name}' is a duplicate: it is class {AlignedText.Integer(first)} and class {AlignedText.Integer(second)} " +
            "(counted from 0).", "classes");

    public static KeyNotFoundException NotAClass(string name, IReadOnlyList<string> classes) =>
        new($"There is no class '{name}'.{Nearest.Hint(name, classes)} The classes are {NameList.Quoted(classes, name)}.");

    public static ArgumentOutOfRangeException NotAClassNumber(string parameter, int number, int count) =>
        new(parameter, number, $"The number of a class must be from 0 to {count - 1}: {Nouns.There(count, "class")}.");

    public static ArgumentException NotAProbabilityOfRow(double value, int row) =>
        new($"The probability {value.ToString(CultureInfo.InvariantCulture)} of row {AlignedText.Integer(row)} (counted from 0) " +
            "is not from 0 to 1. If these are logits, take their sigmoid or softmax.", "probability");

    public static KeyNotFoundException NotMeasured(string key, IReadOnlyList<string> measured) =>
        new($"The evaluation has no '{key}'.{Nearest.Hint(key, measured)} It has {NameList.Quoted(measured, key)}.");

    public static InvalidOperationException NoClassResults() =>
        new("No output of this evaluation has known classes. Fit with labels that are words, or set the classes with Model.SetClasses. " +
            "The output needs one number for each class, or one number for two classes.");

    public static InvalidOperationException NoCalibration(ClassResults results) =>
        new($"{results.Title}: the output does not give probabilities: it is neither a softmax nor a sigmoid, " +
            "and the model was not compiled with a loss of logits.");

    public static InvalidOperationException SeveralClassResults(IReadOnlyList<ClassResults> all) =>
        new($"There are several class results: {Some([.. all.Select(each => each.Title)])}. " +
            $"Choose one with {nameof(Evaluation.ResultsOf)}, or read all of them in {nameof(Evaluation.Classes)}.");

    public static KeyNotFoundException NoResultsOf(string? label, string? output, IReadOnlyList<ClassResults> all)
    {
        string[] outputs = [.. all.Select(each => each.Output).Distinct()];
        if (output is not null && !outputs.Contains(output)) return new(
            $"There are no results for an output '{output}'.{Nearest.Hint(output, outputs)} There are results for " +
            $"{NameList.Quoted(outputs, output)}.");
        string[] labels = [.. all.Select(each => each.Label).OfType<string>().Distinct()];
        return labels.Length == 0 ? new($"There are no results for a label '{label}': each row has one class, not several labels at once.")
            : new($"There are no results for a label '{label}'.{Nearest.Hint(label!, labels)} There are results for " +
                $"{NameList.Quoted(labels, label)}.");
    }
}
