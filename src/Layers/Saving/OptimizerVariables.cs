namespace Layers;

/// <summary>An optimizer's state as Keras lists it: steps made, learning rate unless a schedule decides it, then its memory.</summary>
internal static class OptimizerVariables
{
    /// <summary>The variables of a file. One that never made a step has its memory as it starts, for Keras expects it: it makes the memory of
    /// a compiled model when it opens the file, and warns where the file has none.</summary>
    public static IEnumerable<TensorData> Write(Optimizer optimizer, IReadOnlyList<Weight> weights) =>
        [.. Head(optimizer), .. optimizer.State ?? (weights.Count == 0 ? [] : optimizer.Start(weights))];

    /// <summary>Plans the state of a file; a state that does not fit, as when other weights were trainable then, is left out with a reason, as Keras does.</summary>
    public static void Read(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables, WeightPlan plan)
    {
        if (variables.Count == 0) return;
        var head = optimizer.Schedule is null ? 2 : 1;
        var layout = optimizer.Layout(weights.Count);
        if (variables.Count > head && variables.Count != layout.Count + head)
        {
            plan.Leave($"The state of the optimizer {optimizer.Name} was left out: the file has {variables.Count} variables of it, but {layout.Count + head} belong to the model's trainable weights.");
            return;
        }
        if (Head(variables, head) is not var (iterations, rate))
        {
            plan.Leave($"The state of the optimizer {optimizer.Name} was left out: the file's first variables of it are no count of steps and no learning rate.");
            return;
        }
        TensorData[] read = [.. variables.Skip(head)];
        IReadOnlyList<TensorData>? state = null;
        if (read.Length > 0)
        {
            IReadOnlyList<(OptimizerSlot, int Weight)> order = layout;
            if (Mismatch(read, layout, weights) is { } wrong)
            {
                order = optimizer.Layout(weights.Count, isOld: true);
                if (Mismatch(read, order, weights) is not null)
                {
                    plan.Leave($"The state of the optimizer {optimizer.Name} was left out: the file's variable {wrong + head} has shape {read[wrong].Shape}, but {layout[wrong].Slot.Name} has {Optimizer.TypeOf(layout[wrong].Weight, weights).Shape}.");
                    return;
                }
            }
            var places = order.Select((place, i) => (place, i)).ToDictionary(pair => pair.place, pair => pair.i);
            state = [.. layout.Select(place => Casting.Cast(read[places[place]], Optimizer.TypeOf(place.Weight, weights).Type))];
        }
        plan.Add(() =>
        {
            optimizer.Iterations = iterations;
            if (rate is { } given) optimizer.LearningRate = given;
            optimizer.State = state;
        });
    }

    private static (long Iterations, double? Rate)? Head(IReadOnlyList<TensorData> variables, int head)
    {
        if (variables.Take(head).Any(variable => variable.Length != 1)) return null;
        var iterations = Casting.Cast(variables[0], DType.Int64).AsSpan<long>()[0];
        if (head == 1 || variables.Count == 1) return (iterations, null);
        var rate = Casting.Cast(variables[1], DType.Float32).AsSpan<float>()[0];
        return float.IsFinite(rate) && rate >= 0 && iterations >= 0 ? (iterations, rate) : null;
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
