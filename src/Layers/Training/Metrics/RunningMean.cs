using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Sum and count of an epoch so far. Kept in float64, so that a million samples count as exactly as ten.</summary>
internal static class RunningMean
{
    public static IReadOnlyList<TensorData> Start() => [TensorData.Scalar(0.0), TensorData.Scalar(0.0)];

    public static IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value values, Value? weights)
    {
        // Each sample counts once, however many numbers it has.
        if (values.Shape.Rank > 1) values = ReduceMean(values, [.. Enumerable.Range(1, values.Shape.Rank - 1)], keepDims: false);
        if (weights is not null)
        {
            if (weights.Shape.Rank > 1) weights = ReduceMean(weights, [.. Enumerable.Range(1, weights.Shape.Rank - 1)], keepDims: false);
            return [state[0] + Total(values * Cast(weights, values.Type)), state[1] + Total(Cast(weights, values.Type))];
        }
        return [state[0] + Total(values), state[1] + Cast(ReduceProd(ShapeOf(values), keepDims: false), DType.Float64)];
    }

    /// <summary>Keras divides nothing by nothing to 0.</summary>
    public static double Result(IReadOnlyList<TensorData> state)
    {
        var (sum, count) = (state[0].AsSpan<double>()[0], state[1].AsSpan<double>()[0]);
        return count == 0 ? 0 : sum / count;
    }

    private static Value Total(Value values) => Cast(ReduceSum(values, keepDims: false), DType.Float64);
}
