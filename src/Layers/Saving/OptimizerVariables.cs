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
        var state = new TensorData[layout.Count];
        for (var i = 0; i < state.Length; i++)
        {
            var (slot, weight) = layout[i];
            var (type, shape) = Optimizer.TypeOf(weight, weights);
            var data = variables[i + head];
            if (!data.Shape.Equals(shape))
                return $"The state of the optimizer {optimizer.Name} was left out: the file's variable {i + head} has shape {data.Shape}, but {slot.Name}{(weight < 0 ? "" : $" of {weights[weight].Path}")} has {shape}.";
            state[i] = Casting.Cast(data, type);
        }
        optimizer.State = state;
        return null;
    }

    private static IEnumerable<TensorData> Head(Optimizer optimizer)
    {
        yield return TensorData.Scalar(optimizer.Iterations);
        if (optimizer.Schedule is null) yield return TensorData.Scalar((float)optimizer.LearningRate);
    }
}
