using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Means as numpy and TensorFlow have them, of no numbers too.</summary>
internal static class Means
{
    /// <summary>The mean over some axes; NaN where these have no elements. ONNX leaves that open, and ONNX Runtime gives 0.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="keepDims">Whether they stay with size 1.</param>
    public static Value Over(Value x, int[] axes, bool keepDims)
    {
        if (axes.All(axis => x.Shape[axis] is { IsKnown: true, Size: > 0 })) return ReduceMean(x, axes, keepDims);
        var sizes = ShapeOf(x);
        var count = axes.Select(axis => Gather(sizes, Constant(TensorData.Scalar((long)axis)))).Aggregate((all, size) => all * size);
        return ReduceSum(x, axes, keepDims) / Cast(count, x.Type);
    }
}
