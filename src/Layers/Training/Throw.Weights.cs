using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException BadClassWeight(string of, double weight) =>
        new($"The weight of class {of} is {weight.ToString(CultureInfo.InvariantCulture)}; it must be a finite number, 0 or more.", nameof(weight));

    public static ArgumentException NoClassesForWeights(string word) =>
        new($"classWeight names the class '{word}', and the labels are numbers without words. Give the weights by class numbers, or labels that are words.", "classWeight");

    public static ArgumentException WeightOfNoClass(string word, IReadOnlyList<string> classes) =>
        new($"classWeight names the class '{word}', which no label has. The classes are {string.Join(", ", classes.Take(10))}{(classes.Count > 10 ? ", …" : "")}.{Nearest.Hint(word, classes)}", "classWeight");
}
