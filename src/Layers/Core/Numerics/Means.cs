using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Means as in NumPy and TensorFlow, including the mean of no numbers.</summary>
internal static class Means
{
    /// <summary>Returns the mean over some axes; NaN if they have no elements. ONNX does not define that case, and ONNX Runtime returns
    /// 0.</summary>
    /// <param name="x">The values, floats.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="keepDims">Whether the axes are kept with size 1.</param>
    public static Value Over(Value x, int[] axes, bool keepDims)
    {
        if (axes.All(axis => x.Shape[axis] is { IsKnown: true, Size: > 0 })) return ReduceMean(x, axes, keepDims);
        var sizes = ShapeOf(x);
        var count = axes.Select(axis => Gather(sizes, Constant(TensorData.Scalar((long)axis)))).Aggregate((all, size) => all * size);
        return ReduceSum(x, axes, keepDims) / Cast(count, x.Type);
    }
}
