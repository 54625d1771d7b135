using Layers.Graphs;

namespace Layers;

/// <summary>The weights of rows: a row of weight 2 counts as two equal rows, and a row of weight 0 is ignored.</summary>
internal static class RowWeights
{
    /// <summary>Validates the weights of a batch, and returns them as doubles.</summary>
    /// <exception cref="ArgumentException">The features are on the first axis, or the weights are not one finite number, zero or more, for
    /// each row.</exception>
    public static double[] Of(TensorData weights, Shape batch, int[] keptAxes, string? layer)
    {
        if (batch.Rank == 0 || keptAxes.Contains(0)) throw Throw.NoRowsToWeigh(layer, batch);
        if (weights.Type == DType.String || weights.Shape.Rank != 1 || weights.Shape[0] != batch[0])
            throw Throw.WrongRowWeights(layer, batch, weights.Shape);
        var numbers = Casting.Cast(weights, DType.Float64).ToArray<double>();
        var wrong = Array.FindIndex(numbers, weight => !double.IsFinite(weight) || weight < 0);
        return wrong < 0 ? numbers : throw Throw.WrongRowWeight(layer, wrong, numbers[wrong]);
    }
}
