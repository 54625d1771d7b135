using System.Globalization;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Describes the numbers whose difference exceeds the tolerance; empty if there are none.</summary>
internal static class Near
{
    public static IEnumerable<string> Of(string what, double actual, double expected, double relative, double absolute)
    {
        if (!(Math.Abs(actual - expected) <= absolute + relative * Math.Abs(expected)) && !actual.Equals(expected))
            yield return string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R} instead of {expected:R}");
    }

    public static IEnumerable<string> All(string what, IReadOnlyList<double> actual, IReadOnlyList<double> expected, double relative,
        double absolute) =>
        actual.Count != expected.Count ? [$"{what}: {actual.Count} numbers instead of {expected.Count}"]
        : actual.SelectMany((number, i) => Of($"{what}[{i}]", number, expected[i], relative, absolute));

    public static IEnumerable<string> Of(string what, TensorData actual, TensorData expected, double relative, double absolute) =>
        !actual.Shape.Equals(expected.Shape) ? [$"{what}: shape {actual.Shape} instead of {expected.Shape}"]
        : All(what, TrainingFixtures.Numbers(actual), TrainingFixtures.Numbers(expected), relative, absolute);
}
