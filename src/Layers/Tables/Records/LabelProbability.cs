using System.Globalization;

namespace Layers;

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">The probability, from 0 to 1.</param>
public readonly record struct LabelProbability(string Label, float Probability)
{
    /// <summary>Returns the class and the probability: <c>Adelie (98.7 %)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} ({100 * Probability:0.0} %)");
}
