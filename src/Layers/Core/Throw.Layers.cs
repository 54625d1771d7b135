namespace Layers;

internal static partial class Throw
{
    public static ArgumentException GluNeedsHalves(Value x) =>
        new($"glu splits the last axis in two, so its size must be known and even; it is {x.Shape[^1]}.");

    public static ArgumentException SparsemaxNeedsASize(Value x) =>
        new($"sparsemax sorts the last axis, so its size must be known; it is '{x.Shape[^1]}'.");

    public static ArgumentException ThresholdNeedsArguments() =>
        new("The activation threshold has two arguments, the threshold and the value below it, and the name alone does not set them. " +
            "Write your own ActivationFunction with these arguments.");

    public static ArgumentException TooLargeToEnlarge(long size, int times) =>
        new($"a side of {Nouns.Of(size, "pixel")} cannot be made {Nouns.Of(times, "time")} as long: each new pixel is a weighted " +
            "mean of old pixels, and the " +
            "table of the weights would not fit in memory. Use the interpolation nearest, which copies pixels and has no table.");

    public static ArgumentException NameTaken(string kind, string name) =>
        new($"The name '{name}' already belongs to another {kind}. Choose one with your own package: 'package>name'.");

    public static LayerException BadArgument(string layer, string argument, string rule, object? received) =>
        new(layer, $"{layer}: {argument} must be {rule}. Received {Invariant(received)}.");

    public static LayerException NoIntegerPolicy(Layer layer) =>
        new(layer.Name, $"{layer} computes with floats, so its dtype cannot be {layer.Policy}. Use float32 or another float policy.");

    public static LayerException WrongRank(Layer layer, string expected, Shape received) =>
        new(layer.Name, $"{layer} expects an input of {expected}, with the batch first; it received one of shape {received}.");

    public static LayerException UnknownFlag(Layer layer, string flag) => layer.FlagNames.Count == 0
        ? new(layer.Name, $"{layer} has no flag '{flag}'; its calls have no flags.")
        : new(layer.Name, $"{layer} has no flag '{flag}'; the flags of its calls are {string.Join(", ", layer.FlagNames)}.");

    public static LayerException WrongMask(Layer layer, Value mask, Shape expected) =>
        new(layer.Name, $"{layer} needs a mask of shape {expected} for this input, with one bool for each step; it received " +
            $"{new TensorType(mask.Type, mask.Shape)}.");

    public static LayerException WrongFeatures(Layer layer, int axis, Dim expected, Shape received) =>
        new(layer.Name, $"{layer} expects {Nouns.Of(expected, "feature")} on axis {axis}, which it was built for; it received an " +
            $"input of shape {received}, with {received[axis]}.");

    public static LayerException UnknownFeatures(Layer layer, int axis, Shape received) =>
        new(layer.Name, $"{layer} depends on the size of axis {axis}, so the size must be known; the input has shape {received}. " +
            "Declare the size, for example new Input(13).");

    public static LayerException NeedsNumbers(Layer layer, Value x) =>
        new(layer.Name, $"{layer} works on numbers, not on {x.Type.Name()}. Look strings up or encode them first.");

    public static LayerException WrongNoise(Layer layer, int axis, long size, Shape input) =>
        new(layer.Name, $"{layer}: noiseShape has size {size} on axis {axis}, but the input of shape {input} has {input[axis]}. " +
            "Use 1 for one random decision along the axis, or null for one for each element.");

    public static LayerException CannotReshape(Layer layer, Shape input, IReadOnlyList<long> target) =>
        new(layer.Name, $"{layer}: rows of shape {input[1..]} cannot become [{string.Join(", ", target)}]; the number of elements must " +
            "stay the same.");

    private static string Invariant(object? value) => value switch
    {
        null => "null",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
