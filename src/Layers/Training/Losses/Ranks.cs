using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Keras's rule for shapes that differ by a last axis of 1: it is added or taken away, and nothing else is.</summary>
internal static class Ranks
{
    /// <summary>Labels of the prediction's rank.</summary>
    public static Value Labels(Value yTrue, Value yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank - 1 && yPred.Shape[^1] == 1) return Unsqueeze(yTrue, -1);
        return yTrue.Shape.Rank == yPred.Shape.Rank + 1 && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;
    }

    /// <summary>Class numbers without the last axis that a column of them has.</summary>
    public static Value ClassNumbers(Value yTrue, Value yPred) =>
        yTrue.Shape.Rank == yPred.Shape.Rank && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;

    /// <summary>Sample weights that broadcast over the values of each sample.</summary>
    public static Value Weights(Value weights, Value values)
    {
        while (weights.Shape.Rank < values.Shape.Rank) weights = Unsqueeze(weights, -1);
        if (weights.Shape.Rank == values.Shape.Rank + 1 && weights.Shape[^1] == 1) weights = Squeeze(weights, -1);
        return Cast(weights, values.Type);
    }
}
