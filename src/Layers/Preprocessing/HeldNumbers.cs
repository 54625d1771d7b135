namespace Layers;

/// <summary>Checks that a layer's type can hold the numbers that its constructor received, and its output for the data that it was adapted
/// to.</summary>
internal static class HeldNumbers
{
    /// <summary>Throws if the type would make a given number infinite; infinity and NaN themselves are allowed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The name of the argument with the numbers.</param>
    /// <param name="numbers">The numbers, float64.</param>
    /// <param name="type">The type that the layer computes with, or its output type.</param>
    /// <exception cref="LayerException">The type would make a number infinite.</exception>
    public static void RequireGiven(Layer layer, string argument, TensorData numbers, DType type)
    {
        if (type == DType.Float64) return;
        var given = numbers.AsSpan<double>();
        var held = Casting.Cast(Casting.Cast(numbers, type), DType.Float64).AsSpan<double>();
        for (var i = 0; i < given.Length; i++)
            if (!double.IsInfinity(given[i]) && double.IsInfinity(held[i]))
                throw Throw.GivenNotHeld(layer, argument, given.Length == 1 ? null : i, given[i], type);
    }

    /// <summary>Throws if the type would make a given factor infinite, or the factor is so small that it loses digits in the
    /// type.</summary>
    /// <inheritdoc cref="RequireGiven"/>
    public static void RequireFactors(Layer layer, string argument, TensorData numbers, DType type)
    {
        RequireGiven(layer, argument, numbers, type);
        if (type == DType.Float64) return;
        var given = numbers.AsSpan<double>();
        for (var i = 0; i < given.Length; i++)
            if (Math.Abs(given[i]) is > 0 and < FeatureTransform.LeastNormal)
                throw Throw.GivenVanishes(layer, argument, given.Length == 1 ? null : i, given[i], type);
    }

    /// <summary>Throws if a layer outputs a feature's data unchanged in a type that cannot hold them.</summary>
    public static void RequireSeen(Layer layer, FeatureReport feature)
    {
        foreach (var seen in Ends(feature))
            if (IsInfinite(seen, layer.Policy.ComputeType)) throw Throw.SeenNotHeld(layer, feature, seen);
    }

    /// <summary>Throws if a formula makes a feature's data infinite.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="feature">The statistics of the feature.</param>
    /// <param name="formula">The formula, in float64; it increases with its argument.</param>
    /// <param name="type">The type that the layer computes with, or its output type.</param>
    /// <param name="wayOut">The remedies other than a wider type, for the message.</param>
    public static void RequireResult(Layer layer, FeatureReport feature, Func<double, double> formula, DType type, string wayOut)
    {
        foreach (var seen in Ends(feature))
            if (formula(seen) is var result && IsInfinite(result, type))
                throw Throw.ResultNotHeld(layer, feature, seen, result, type, wayOut);
    }

    // An unknown range has infinite ends, which are not values of the data.
    private static double[] Ends(FeatureReport feature) =>
        feature.Count == 0 || !feature.HasRange ? [] : [feature.Minimum, feature.Maximum];

    private static bool IsInfinite(double number, DType type) =>
        double.IsInfinity(Casting.Cast(Casting.Of([number], Shape.Scalar, type), DType.Float64).AsSpan<double>()[0]);
}
