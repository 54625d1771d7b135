using Layers.Graphs;

namespace Layers;

/// <summary>How much each row counts: a row of weight 2 is as much as the row twice, a row of weight 0 as none.</summary>
internal static class RowWeights
{
    /// <summary>The weights of a batch, checked.</summary>
    /// <exception cref="ArgumentException">The features lie on the first axis, or the weights are not one finite number, zero or more, a
    /// row.</exception>
    public static double[] Of(TensorData weights, Shape batch, int[] keptAxes, string? layer)
    {
        if (batch.Rank == 0 || keptAxes.Contains(0)) throw Throw.NoRowsToWeigh(layer, batch);
        if (weights.Type == DType.String || weights.Shape.Rank != 1 || weights.Shape[0] != batch[0]) throw Throw.WrongRowWeights(layer, batch, weights.Shape);
        var numbers = Casting.Cast(weights, DType.Float64).ToArray<double>();
        var wrong = Array.FindIndex(numbers, weight => !double.IsFinite(weight) || weight < 0);
        return wrong < 0 ? numbers : throw Throw.WrongRowWeight(layer, wrong, numbers[wrong]);
    }
}
