using System.Globalization;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Runs a prediction graph in the row engine and in ONNX Runtime.</summary>
internal static class BothEngines
{
    // Relative to the largest number in the output.
    private const double Tolerance = 2e-6;

    /// <summary>Returns the differences; null if the row engine does not support the graph.</summary>
    public static IReadOnlyList<string>? Mismatches(Graph graph, TensorData x)
    {
        if (RowCompiler.Compile(graph, out var reason) is not { } program)
        {
            Assert.That(reason, Is.Not.Null.And.Not.Empty);
            return null;
        }
        using var session = new OnnxSession(graph);
        var expected = session.Run(x)[0];
        var actual = program.Run(x);
        return [.. Differences(actual, expected)];
    }

    public static IEnumerable<string> Differences(TensorData actual, TensorData expected) =>
        actual.Type == DType.String && expected.Type == DType.String
            ? Mismatch.OfTexts("output", actual, expected) : OfNumbers(actual, expected);

    private static IEnumerable<string> OfNumbers(TensorData actual, TensorData expected)
    {
        if (actual.Type != expected.Type) yield return $"{actual.Type} instead of {expected.Type}";
        var (ours, theirs) = (Mismatch.Doubles(actual), Mismatch.Doubles(expected));
        var size = theirs.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < theirs.Length; i++)
            if (!ours[i].Equals(theirs[i]) && !(Math.Abs(ours[i] - theirs[i]) <= Tolerance * size))
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"[{i}]: {ours[i]:G9} instead of {theirs[i]:G9}, {Math.Abs(ours[i] - theirs[i]) / size:G2} of the output's size");
    }
}
