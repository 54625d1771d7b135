namespace Layers;

/// <summary>An optimizer's state as Keras lists it: steps made, learning rate unless a schedule decides it, then its memory.</summary>
internal static class OptimizerVariables
{
    // One that never made a step has no memory yet, and Keras writes none.
    public static IEnumerable<TensorData> Write(Optimizer optimizer, IReadOnlyList<Weight> weights) => [.. Head(optimizer), .. optimizer.State ?? []];

    /// <summary>Takes the state of a file.</summary>
    /// <returns>Why it could not be taken, as when other weights were trainable then; Keras too goes on without it.</returns>
    public static string? Read(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables)
    {
        if (variables.Count == 0) return null;
        optimizer.Iterations = Casting.Cast(variables[0], DType.Int64).AsSpan<long>()[0];
        var head = optimizer.Schedule is null ? 2 : 1;
        if (head == 2 && variables.Count > 1) optimizer.LearningRate = Casting.Cast(variables[1], DType.Float32).AsSpan<float>()[0];
        if (variables.Count <= head) return null;
        var layout = optimizer.Layout(weights.Count);
        if (variables.Count != layout.Count + head)
            return $"The state of the optimizer {optimizer.Name} was left out: the file has {variables.Count} variables of it, but {layout.Count + head} belong to the model's trainable weights.";
        TensorData[] read = [.. variables.Skip(head)];
        if (Mismatch(read, layout, weights) is not { } wrong)
        {
            optimizer.State = [.. read.Zip(layout, (data, place) => Casting.Cast(data, Optimizer.TypeOf(place.Weight, weights).Type))];
            return null;
        }
        var old = optimizer.Layout(weights.Count, isOld: true);
        if (Mismatch(read, old, weights) is not null)
            return $"The state of the optimizer {optimizer.Name} was left out: the file's variable {wrong + head} has shape {read[wrong].Shape}, but {layout[wrong].Slot.Name} has {Optimizer.TypeOf(layout[wrong].Weight, weights).Shape}.";
        optimizer.State = [.. layout.Select(place => Casting.Cast(read[old.ToList().IndexOf(place)], Optimizer.TypeOf(place.Weight, weights).Type))];
        return null;
    }

    private static int? Mismatch(TensorData[] read, IReadOnlyList<(OptimizerSlot, int Weight)> layout, IReadOnlyList<Weight> weights)
    {
        for (var i = 0; i < read.Length; i++)
            if (!read[i].Shape.Equals(Optimizer.TypeOf(layout[i].Weight, weights).Shape))
                return i;
        return null;
    }

    private static IEnumerable<TensorData> Head(Optimizer optimizer)
    {
        yield return TensorData.Scalar(optimizer.Iterations);
        if (optimizer.Schedule is null) yield return TensorData.Scalar((float)optimizer.LearningRate);
    }
}
