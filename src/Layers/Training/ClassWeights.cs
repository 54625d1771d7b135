using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Layers;

/// <summary>The weight of each class in the loss. Classes are named by their words or by their numbers; the weight of a class that is not
/// named is 1.</summary>
/// <remarks>A dictionary with keys of either kind converts to class weights. A number is a class number, or the position of the 1 in a
/// one-hot label, from 0. If the classes are the values of an integer column, the numbers are those values. The loss of each row is
/// multiplied by the weight of its class. Only the ratios of the weights and the learning rate matter.</remarks>
/// <example><code>
/// model.Fit(birds, "Species", classWeight: new() { ["Chinstrap"] = 2.5 });
/// </code></example>
public sealed class ClassWeights : IEnumerable<KeyValuePair<string, double>>
{
    private readonly Dictionary<string, double> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double> _numbers = [];

    /// <summary>Creates class weights without entries, to be filled by a collection initializer.</summary>
    public ClassWeights()
    {
    }

    /// <summary>Creates class weights from the words of classes.</summary>
    /// <param name="weights">A finite number for each class, 0 or more.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public ClassWeights(IReadOnlyDictionary<string, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (word, weight) in weights) this[word] = weight;
    }

    /// <summary>Creates class weights from the numbers of classes.</summary>
    /// <param name="weights">A finite number for each class, 0 or more.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public ClassWeights(IReadOnlyDictionary<int, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (number, weight) in weights) this[number] = weight;
    }

    /// <summary>The weight of a class by its word, 0 or more.</summary>
    /// <param name="word">The word of the class.</param>
    /// <exception cref="ArgumentException">The weight is negative or not finite.</exception>
    /// <exception cref="KeyNotFoundException">The class has no weight.</exception>
    public double this[string word]
    {
        get => _words[word];
        set => _words[word] = Checked(value, $"'{word}'");
    }

    /// <summary>The weight of a class by its number, 0 or more.</summary>
    /// <param name="number">The number of the class.</param>
    /// <exception cref="ArgumentException">The weight is negative or not finite.</exception>
    /// <exception cref="KeyNotFoundException">The class has no weight.</exception>
    public double this[int number]
    {
        get => _numbers[number];
        set => _numbers[number] = Checked(value, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Converts a dictionary of weights by word.</summary>
    [return: NotNullIfNotNull(nameof(weights))]
    public static implicit operator ClassWeights?(Dictionary<string, double>? weights) => weights is null ? null : new(weights);

    /// <summary>Converts a dictionary of weights by class number.</summary>
    [return: NotNullIfNotNull(nameof(weights))]
    public static implicit operator ClassWeights?(Dictionary<int, double>? weights) => weights is null ? null : new(weights);

    /// <summary>Returns all weights. The numbers of classes are written in decimal.</summary>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
        _words.Concat(_numbers.Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value)))
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the weights by the index of each class.</summary>
    /// <param name="classes">The classes in order; null if only their numbers are known.</param>
    /// <exception cref="ArgumentException">A word or number is not a class, or a word is given and the words of the classes are not
    /// known.</exception>
    internal IReadOnlyDictionary<int, double> By(CategoryList? classes)
    {
        if (classes is null) return _words.Count == 0 ? _numbers : throw Throw.NoClassesForWeights(_words.Keys.First());
        var names = classes.Names.ToList();
        var weights = new Dictionary<int, double>();
        foreach (var (word, weight) in _words) weights[Place(word)] = weight;
        foreach (var (number, weight) in _numbers)
        {
            if (classes.AreTexts && (number < 0 || number >= classes.Count)) throw Throw.WeightOfNoClass(number, classes.Count);
            weights[classes.AreTexts ? number : Place(number.ToString(CultureInfo.InvariantCulture))] = weight;
        }
        return weights;

        int Place(string word) => names.IndexOf(word) is >= 0 and var place ? place : throw Throw.WeightOfNoClass(word, names);
    }

    private static double Checked(double weight, string of) =>
        double.IsFinite(weight) && weight >= 0 ? weight : throw Throw.BadClassWeight(of, weight);
}
