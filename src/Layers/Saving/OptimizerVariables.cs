namespace Layers;

/// <summary>Writes and reads an optimizer's state in Keras's order: the number of steps, the learning rate unless a schedule determines it,
/// then the slots.</summary>
internal static class OptimizerVariables
{
    /// <summary>Returns the variables for a file. For an optimizer that never made a step they have their initial values, because Keras
    /// expects them: it creates the variables of a compiled model when it opens the file, and warns if the file has none.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="weights">The weights that the optimizer trains.</param>
    /// <param name="inEachPlace">The weights whose variables are listed, a shared layer's in each of its places; null to list each weight
    /// once.</param>
    public static IEnumerable<TensorData> Write(Optimizer optimizer, IReadOnlyList<Weight> weights,
        IReadOnlyList<Weight>? inEachPlace = null)
    {
        var state = optimizer.State ?? (weights.Count == 0 ? [] : optimizer.Start(weights));
        var layout = optimizer.Layout(weights.Count);
        // If the set of trainable weights has changed, the state is listed unchanged.
        if (inEachPlace is null || inEachPlace.Count == weights.Count || state.Count != layout.Count) return [.. Head(optimizer), .. state];
        var memory = layout.Zip(state).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. Head(optimizer), .. Places(optimizer, weights, inEachPlace).Select(place => memory[place])];
    }

    /// <summary>Plans the state of a file. A state that does not fit, for example because other weights were trainable, is left out with a
    /// warning, as in Keras.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="weights">The weights that the optimizer trains.</param>
    /// <param name="variables">The variables of the file.</param>
    /// <param name="plan">Collects the planned changes.</param>
    /// <param name="notes">Collects the warnings.</param>
    /// <param name="inEachPlace">The weights in the other order that a file may have, with a shared layer's in each of its places; null if
    /// none is shared.</param>
    public static void Read(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables, WeightPlan plan,
        LoadNotes notes, IReadOnlyList<Weight>? inEachPlace = null)
    {
        if (variables.Count == 0) return;
        var layout = optimizer.Layout(weights.Count);
        var head = optimizer.Schedule is null && !HasNoRate(optimizer, weights, variables, layout) ? 2 : 1;
        if (head == 1) variables = [.. variables.Take(variables.Count - Unused(optimizer, weights, variables, layout))];
        if (inEachPlace is not null && inEachPlace.Count > weights.Count
            && variables.Count == optimizer.Layout(inEachPlace.Count).Count + head)
        {
            if (Once(optimizer, weights, inEachPlace, variables, head) is not { } once)
            {
                Leave(optimizer, "The file has a state for each place of a shared layer, and these states differ.", notes);
                return;
            }
            variables = once;
        }
        if (variables.Count > head && variables.Count != layout.Count + head)
        {
            Leave(optimizer, $"The file has {variables.Count} variables of it, but the model's trainable weights need " +
                $"{layout.Count + head}.", notes);
            return;
        }
        if (Head(variables, head) is not var (iterations, rate))
        {
            Leave(optimizer, "Its first variables in the file are not a step count and a learning rate.", notes);
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
                    Leave(optimizer, $"The file's variable {wrong + head} has shape {read[wrong].Shape}, but {layout[wrong].Slot.Name} " +
                        $"has {Optimizer.TypeOf(layout[wrong].Weight, weights).Shape}.", notes);
                    return;
                }
            }
            // Nearly every file has the variables in the current order.
            if (!ReferenceEquals(order, layout))
            {
                var places = order.Select((place, i) => (place, i)).ToDictionary(pair => pair.place, pair => pair.i);
                read = [.. layout.Select(place => read[places[place]])];
            }
            state = [.. read.Select((variable, i) => Casting.Cast(variable, Optimizer.TypeOf(layout[i].Weight, weights).Type))];
        }
        plan.Add(() =>
        {
            optimizer.Iterations = iterations;
            if (rate is { } given) optimizer.LearningRate = given;
            optimizer.State = state;
        });
    }

    /// <summary>Whether two tensors have the same elements, bit by bit.</summary>
    public static bool AreEqual(TensorData left, TensorData right) =>
        left.Type == right.Type && left.Shape.Equals(right.Shape) && left.AsBytes().SequenceEqual(right.AsBytes());

    // Returns the variables of each weight once; null if the file has different values in the places of one weight.
    private static List<TensorData>? Once(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<Weight> inEachPlace,
        IReadOnlyList<TensorData> variables, int head)
    {
        var memory = new Dictionary<(OptimizerSlot, int), TensorData>();
        foreach (var (place, variable) in Places(optimizer, weights, inEachPlace).Zip(variables.Skip(head)))
            if (!memory.TryAdd(place, variable) && !AreEqual(memory[place], variable)) return null;
        return [.. variables.Take(head), .. optimizer.Layout(weights.Count).Select(place => memory[place])];
    }

    // Returns the order of variables in a file that lists a shared layer's in each place, with the indices of the weights listed once.
    private static IEnumerable<(OptimizerSlot, int)> Places(Optimizer optimizer, IReadOnlyList<Weight> weights,
        IReadOnlyList<Weight> inEachPlace)
    {
        var numbers = weights.Index().ToDictionary(weight => weight.Item, weight => weight.Index);
        return optimizer.Layout(inEachPlace.Count)
            .Select(place => (place.Slot, place.Weight == OptimizerSlot.AllWeights ? place.Weight : numbers[inEachPlace[place.Weight]]));
    }

    private static void Leave(Optimizer optimizer, string reason, LoadNotes notes) =>
        notes.Warn($"The state of the optimizer {optimizer.Name}", reason);

    // Keras 2 lists no learning rate, which is in the settings. The slots then directly follow the step count, and all shapes match.
    private static bool HasNoRate(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables,
        IReadOnlyList<(OptimizerSlot Slot, int Weight)> layout)
    {
        var memory = variables.Count - 1 - Unused(optimizer, weights, variables, layout);
        return weights.Count > 0 && memory == layout.Count && Mismatch([.. variables.Skip(1).Take(memory)], layout, weights) is null;
    }

    /// <summary>Returns the number of trailing variables that Keras 2 wrote and that have no effect.</summary>
    private static int Unused(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> variables,
        IReadOnlyList<(OptimizerSlot Slot, int Weight)> layout) =>
        optimizer.HasUnusedMemory && variables.Count == 1 + layout.Count + weights.Count
            && variables.TakeLast(weights.Count).Zip(weights).All(pair => pair.First.Shape.Equals(pair.Second.Shape)) ? weights.Count : 0;

    private static (long Iterations, double? Rate)? Head(IReadOnlyList<TensorData> variables, int head)
    {
        if (variables.Take(head).Any(variable => variable.Length != 1)) return null;
        var iterations = Casting.Cast(variables[0], DType.Int64).AsSpan<long>()[0];
        if (iterations < 0) return null;
        if (head == 1 || variables.Count == 1) return (iterations, null);
        var rate = Casting.Cast(variables[1], DType.Float32).AsSpan<float>()[0];
        return float.IsFinite(rate) && rate >= 0 ? (iterations, rate) : null;
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
