namespace Layers;

/// <summary>Numbers that the type which a layer computes with, or gives, must hold: those that its constructor was given, and those that
/// come out for the data it was adapted to.</summary>
internal static class HeldNumbers
{
    /// <summary>Refuses a given number that the type would make infinite; infinity and NaN themselves pass.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The argument that the numbers came in.</param>
    /// <param name="numbers">The numbers, float64.</param>
    /// <param name="type">What the layer computes with, or gives.</param>
    /// <exception cref="LayerException">There is one.</exception>
    public static void RequireGiven(Layer layer, string argument, TensorData numbers, DType type)
    {
        if (type == DType.Float64) return;
        var given = numbers.AsSpan<double>();
        var held = Casting.Cast(Casting.Cast(numbers, type), DType.Float64).AsSpan<double>();
        for (var i = 0; i < given.Length; i++)
            if (!double.IsInfinity(given[i]) && double.IsInfinity(held[i])) throw Throw.GivenNotHeld(layer, argument, given.Length == 1 ? null : i, given[i], type);
    }

    /// <summary>Refuses a given number that the type would make infinite, or that is so small that it loses its digits there; for what
    /// multiplies.</summary>
    /// <inheritdoc cref="RequireGiven"/>
    public static void RequireFactors(Layer layer, string argument, TensorData numbers, DType type)
    {
        RequireGiven(layer, argument, numbers, type);
        if (type == DType.Float64) return;
        var given = numbers.AsSpan<double>();
        for (var i = 0; i < given.Length; i++)
            if (Math.Abs(given[i]) is > 0 and < FeatureTransform.LeastNormal) throw Throw.GivenVanishes(layer, argument, given.Length == 1 ? null : i, given[i], type);
    }

    /// <summary>Refuses a feature whose data comes out of the layer as it is, in a type that does not hold it.</summary>
    public static void RequireSeen(Layer layer, FeatureReport feature)
    {
        foreach (var seen in Ends(feature))
            if (IsInfinite(seen, layer.Policy.ComputeType)) throw Throw.SeenNotHeld(layer, feature, seen);
    }

    /// <summary>Refuses a feature of whose data a formula makes infinity.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="feature">What was seen.</param>
    /// <param name="formula">What becomes of a number, in float64; the larger a number, the larger what it becomes.</param>
    /// <param name="type">What the layer computes with, or gives.</param>
    /// <param name="wayOut">What to do, beside taking a wider type.</param>
    public static void RequireResult(Layer layer, FeatureReport feature, Func<double, double> formula, DType type, string wayOut)
    {
        foreach (var seen in Ends(feature))
            if (formula(seen) is var result && IsInfinite(result, type)) throw Throw.ResultNotHeld(layer, feature, seen, result, type, wayOut);
    }

    // Where the range is not known, its ends are infinite and say nothing of the data.
    private static double[] Ends(FeatureReport feature) =>
        feature.Count == 0 || !feature.HasRange ? [] : [feature.Minimum, feature.Maximum];

    private static bool IsInfinite(double number, DType type) => double.IsInfinity(Casting.Cast(Casting.Of([number], Shape.Scalar, type), DType.Float64).AsSpan<double>()[0]);
}
