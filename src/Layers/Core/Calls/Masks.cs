using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What layers do with masks: bool, true where a step counts.</summary>
internal static class Masks
{
    /// <summary>A mask that broadcasts over the features of its value: <c>(batch, steps)</c> becomes <c>(batch, steps, 1)</c>.</summary>
    /// <exception cref="LayerException">It is not of the value's shape without the last axis.</exception>
    public static Value OverFeatures(Layer layer, Value x, Value mask) => Unsqueeze(Checked(layer, mask, x.Shape[..^1]), mask.Shape.Rank);

    /// <summary>The mask, which must be bool and of a shape, as far as sizes are known.</summary>
    /// <exception cref="LayerException">It is not.</exception>
    public static Value Checked(Layer layer, Value mask, Shape expected) => mask.Type == DType.Bool && mask.Shape.MayBe(expected) ? mask : throw Throw.WrongMask(layer, mask, expected);

    /// <summary>Whether any of the truth values along the last axis is true.</summary>
    public static Value Any(Value truths) => ReduceMax(Cast(truths, DType.Float32), [-1], keepDims: false) > 0;

    /// <summary>Whether a mask broadcasts to a value, as far as sizes are known.</summary>
    public static bool Broadcasts(Shape mask, Shape value) => mask.Rank <= value.Rank
        && mask.Reverse().Zip(value.Reverse()).All(pair => pair.First == 1 || pair.First == pair.Second || !pair.First.IsKnown || !pair.Second.IsKnown);

    /// <summary>Where one of two masks is true, or the other alone where one is missing.</summary>
    public static Value? Both(Value? a, Value? b) => a is null ? b : b is null ? a : And(a, b);
}
