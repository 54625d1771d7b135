using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Operations on masks. A mask is bool, and true for each step that counts.</summary>
internal static class Masks
{
    /// <summary>Returns the mask in a shape that broadcasts over the features of its value: <c>(batch, steps)</c> becomes <c>(batch, steps,
    /// 1)</c>.</summary>
    /// <exception cref="LayerException">The mask does not have the value's shape without the last axis.</exception>
    public static Value OverFeatures(Layer layer, Value x, Value mask) => Unsqueeze(Checked(layer, mask, x.Shape[..^1]), mask.Shape.Rank);

    /// <summary>Returns the mask. Throws if it is not bool or if a known size differs from the expected shape.</summary>
    /// <exception cref="LayerException">The mask has another type or shape.</exception>
    public static Value Checked(Layer layer, Value mask, Shape expected) =>
        mask.Type == DType.Bool && mask.Shape.MayBe(expected) ? mask : throw Throw.WrongMask(layer, mask, expected);

    /// <summary>Returns whether any value along the last axis is true.</summary>
    public static Value Any(Value truths) => ReduceMax(Cast(truths, DType.Float32), [-1], keepDims: false) > 0;

    /// <summary>Returns whether a mask broadcasts to a value. An unknown size counts as equal to any size.</summary>
    public static bool Broadcasts(Shape mask, Shape value) => mask.Rank <= value.Rank
        && mask.Reverse().Zip(value.Reverse())
        .All(pair => pair.First == 1 || pair.First == pair.Second || !pair.First.IsKnown || !pair.Second.IsKnown);

    /// <summary>Returns the conjunction of two masks; if one is null, the other mask.</summary>
    public static Value? Both(Value? a, Value? b) => a is null ? b : b is null ? a : And(a, b);
}
