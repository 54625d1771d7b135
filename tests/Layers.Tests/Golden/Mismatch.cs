using System.Globalization;

namespace Layers.Tests;

/// <summary>Describes the differences between two results; empty if there are none. It returns texts and asserts nothing, because a case of
/// the table of differences passes only if something differs.</summary>
internal static class Mismatch
{
    public static IEnumerable<string> Of(string what, TensorData actual, TensorData expected, Tolerance? tolerance = null)
    {
        if (actual.Type != expected.Type) yield return $"{what}: {actual.Type.Name()} instead of {expected.Type.Name()}";
        foreach (var text in OfNumbers(what, actual, expected, tolerance ?? Tolerance.Of(expected.Type))) yield return text;
    }

    /// <summary>Compares shapes and numbers of any types.</summary>
    public static IEnumerable<string> OfNumbers(string what, TensorData actual, TensorData expected, Tolerance tolerance)
    {
        if (!actual.Shape.Equals(expected.Shape))
        {
            yield return $"{what}: shape {actual.Shape} instead of {expected.Shape}";
            yield break;
        }
        var (ours, theirs) = (Doubles(actual), Doubles(expected));
        for (var i = 0; i < ours.Length; i++)
            if (!tolerance.Allows(ours[i], theirs[i]))
                yield return Number($"{what}[{i}]", ours[i], theirs[i]);
    }

    public static IEnumerable<string> OfNumber(string what, double actual, double expected, Tolerance tolerance)
    {
        if (!tolerance.Allows(actual, expected)) yield return Number(what, actual, expected);
    }

    /// <summary>Lists the values that differ in any bit.</summary>
    public static IEnumerable<string> OfBits(string what, TensorData actual, TensorData expected)
    {
        if (actual.Type == DType.String && expected.Type == DType.String) return OfTexts(what, actual, expected);
        if (IsBitwiseEqual(actual, expected)) return [];
        var mismatches = Of(what, actual, expected, new(0, 0)).ToList();
        return mismatches.Count > 0 ? mismatches : [$"{what}: a zero or a NaN has other bits"];
    }

    /// <summary>Lists the texts that differ.</summary>
    public static IEnumerable<string> OfTexts(string what, TensorData actual, TensorData expected)
    {
        if (!actual.Shape.Equals(expected.Shape)) return [$"{what}: shape {actual.Shape} instead of {expected.Shape}"];
        return actual.ToArray<string>().Zip(expected.ToArray<string>()).Index().Where(pair => pair.Item.First != pair.Item.Second)
            .Select(pair => $"{what}[{pair.Index}]: '{pair.Item.First}' instead of '{pair.Item.Second}'");
    }

    /// <summary>Whether two tensors are equal to the last bit.</summary>
    public static bool IsBitwiseEqual(TensorData a, TensorData b) =>
        a.Type == b.Type && a.Shape.Equals(b.Shape) && a.AsBytes().SequenceEqual(b.AsBytes());

    public static double[] Doubles(TensorData data) => Casting.Cast(data, DType.Float64).ToArray<double>();

    private static string Number(string what, double actual, double expected) => string.Create(CultureInfo.InvariantCulture,
        $"{what}: {actual:G9} instead of {expected:G9} (relative " +
        $"{Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), 1e-300):G2}, absolute {Math.Abs(actual - expected):G2})");
}
