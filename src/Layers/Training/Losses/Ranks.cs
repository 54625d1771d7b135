using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Keras's rule for shapes that differ by a last axis of 1: this axis is added or removed, and no other.</summary>
internal static class Ranks
{
    /// <summary>Returns the labels with the rank of the prediction.</summary>
    public static Value Labels(Value yTrue, Value yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank - 1 && yPred.Shape[^1] == 1) return Unsqueeze(yTrue, -1);
        return yTrue.Shape.Rank == yPred.Shape.Rank + 1 && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;
    }

    /// <summary>Returns class numbers without a last axis of 1.</summary>
    public static Value ClassNumbers(Value yTrue, Value yPred) =>
        yTrue.Shape.Rank == yPred.Shape.Rank && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;

    /// <summary>Returns sample weights that broadcast over the values of each sample.</summary>
    public static Value Weights(Value weights, Value values)
    {
        while (weights.Shape.Rank < values.Shape.Rank) weights = Unsqueeze(weights, -1);
        if (weights.Shape.Rank == values.Shape.Rank + 1 && weights.Shape[^1] == 1) weights = Squeeze(weights, -1);
        return Cast(weights, values.Type);
    }
}
