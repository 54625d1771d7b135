using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException BadClassWeight(string of, double weight) =>
        new($"The weight of class {of} is {weight.ToString(CultureInfo.InvariantCulture)}; " +
            "it must be a finite number, 0 or more.", nameof(weight));

    public static ArgumentException NoClassesForWeights(string word) =>
        new($"classWeight names the class '{word}', but the labels are numbers without words. " +
            "Give the weights by class numbers, or labels that are words.", "classWeight");

    public static ArgumentException WeightOfNoClass(string word, IReadOnlyList<string> classes) =>
        new($"classWeight names the class '{word}', which no label has.{Nearest.Hint(word, classes)} The classes are " +
            $"{NameList.Of(classes, word)}.", "classWeight");

    public static ArgumentException WeightOfNoClass(int number, long classes) =>
        new($"classWeight names the class {Invariant(number)}, but the model has the classes 0 to {Invariant(classes - 1)}, " +
            $"and no label is {Invariant(number)}.", "classWeight");

    public static ArgumentException ClassWeightsOfNumbers(string model, string loss) =>
        new($"classWeight is for classes, but {loss} of {model} is for numbers. Give sampleWeight, one number for each row; " +
            "or a loss of classes, such as Loss.SparseCategoricalCrossentropy.", "classWeight");

    public static ArgumentException ClassWeightsOfSeveral(string model, IEnumerable<string> outputs, IReadOnlyList<string> labels) =>
        new("classWeight is for a model of one output and one column of labels. " +
            $"The outputs of {model} are {NameList.Of(outputs)}, and the labels are {NameList.Quoted(labels)}. " +
            "Give sampleWeight, one number for each row.", "classWeight");

    public static ArgumentException NegativeSampleWeight(string place, double weight) =>
        new("Sample weights must be 0 or more, because training would increase the loss of a row with a negative weight, " +
            $"but {place} has {weight.ToString(CultureInfo.InvariantCulture)}. Rows count from 0.", "sampleWeight");
}
