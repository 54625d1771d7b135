using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The sum and the count of an epoch so far: Keras's metric <c>Mean</c>. Both are float64, so that the count of a million samples
/// is exact.</summary>
internal static class RunningMean
{
    public static IReadOnlyList<TensorData> Start() => [TensorData.Scalar(0.0), TensorData.Scalar(0.0)];

    public static IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value values, Value? weights)
    {
        if (weights is null)
        {
            values = OfSamples(values);
            return [state[0] + Total(values), state[1] + Cast(ReduceProd(ShapeOf(values), keepDims: false), DType.Float64)];
        }
        weights = Cast(weights, values.Type);
        if (values.Shape.Rank > weights.Shape.Rank) values = OfSamples(values, weights.Shape.Rank);
        return [state[0] + Total(OfSamples(values * weights)), state[1] + Total(OfSamples(weights))];
    }

    /// <summary>Computes the mean. As in Keras, zero divided by zero is 0.</summary>
    public static double Result(IReadOnlyList<TensorData> state)
    {
        var (sum, count) = (state[0].AsSpan<double>()[0], state[1].AsSpan<double>()[0]);
        return count == 0 ? 0 : sum / count;
    }

    // Each sample has the same weight, whatever the number of its values.
    private static Value OfSamples(Value values, int firstAxis = 1) =>
        values.Shape.Rank <= firstAxis
            ? values : ReduceMean(values, [.. Enumerable.Range(firstAxis, values.Shape.Rank - firstAxis)], keepDims: false);

    private static Value Total(Value values) => Cast(ReduceSum(values, keepDims: false), DType.Float64);
}
