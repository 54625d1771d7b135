namespace Layers;

/// <summary>An optimizer's state as Keras lists it: steps made, learning rate, then its memory of each weight.</summary>
internal static class OptimizerVariables
{
    public static IEnumerable<TensorData> Write(Optimizer optimizer, IReadOnlyList<Weight> weights)
    {
        yield return TensorData.Scalar(optimizer.Iterations);
        yield return TensorData.Scalar((float)optimizer.LearningRate);
        // One that never made a step has no memory yet, and Keras writes none.
        if (optimizer.Slots is not { } slots) yield break;
        foreach (var (weight, slot) in optimizer.SlotOrder(weights.Count)) yield return slots[weight][slot];
    }

    /// <summary>Takes the state of a file.</summary>
    /// <returns>Why it could not be taken, as when other weights were trainable then; Keras too goes on without it.</returns>
    public static string? Read(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables)
    {
        if (variables.Count == 0) return null;
        optimizer.Iterations = Casting.Cast(variables[0], DType.Int64).AsSpan<long>()[0];
        if (variables.Count > 1) optimizer.LearningRate = Casting.Cast(variables[1], DType.Float32).AsSpan<float>()[0];
        if (variables.Count <= 2) return null;
        (int Weight, int Slot)[] order = [.. optimizer.SlotOrder(weights.Count)];
        if (variables.Count != order.Length + 2)
            return $"The state of the optimizer {optimizer.Name} was left out: the file has {variables.Count} variables of it, but {order.Length + 2} belong to the model's trainable weights.";
        var slots = weights.Select(_ => new TensorData[optimizer.SlotNames.Count]).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var (weight, slot) = order[i];
            if (!variables[i + 2].Shape.Equals(weights[weight].Shape))
                return $"The state of the optimizer {optimizer.Name} was left out: the file's variable {i + 2} has shape {variables[i + 2].Shape}, but {weights[weight].Path} has {weights[weight].Shape}.";
            slots[weight][slot] = Casting.Cast(variables[i + 2], weights[weight].Type);
        }
        optimizer.Slots = slots;
        return null;
    }
}
