using static Layers.Graphs.Ops;

namespace Layers;

public abstract partial class Optimizer
{
    /// <summary>Adds one step of all weights to the graph, in Keras's order: unscale, accumulate, clip, decay, update, average. Options
    /// that are off add no node.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">The gradients; null for a weight that the loss does not depend on, which does not change.</param>
    /// <param name="state">The optimizer's state, in the order of <see cref="Layout"/>.</param>
    /// <param name="iteration">The number of batches before this step, an int64 scalar.</param>
    /// <param name="rate">The learning rate, a float32 scalar.</param>
    /// <returns>The weights and the state after the step, in the same orders.</returns>
    internal (IReadOnlyList<Value> Weights, IReadOnlyList<Value> State) Step(IReadOnlyList<Weight> weights, IReadOnlyList<Value?> gradients,
        IReadOnlyList<Value> state, Value iteration, Value rate)
    {
        var layout = Layout(weights.Count);
        var memory = layout.Zip(state).ToDictionary(pair => (pair.First.Slot.Name, pair.First.Weight), pair => pair.Second);
        // If gradients are accumulated, Keras counts steps, not batches. Schedules count batches.
        var steps = GradientAccumulationSteps is { } every ? iteration / every : iteration;
        var isStep = GradientAccumulationSteps is { } length ? Equal(Mod(iteration + 1, length), 0) : null;
        Value Unless(Value next, Value now) => isStep is null ? next : Where(isStep, next, now);

        var ready = Clipped(Accumulated(Unscaled(gradients), memory, isStep));
        var step = new OptimizerStep(rate, Cast(steps + 1, DType.Float32), []);
        var common = CommonSlots.Select(slot => memory[(slot.Name, OptimizerSlot.AllWeights)]).ToArray();
        step = step with { Common = common.Length == 0 ? common : UpdateCommon((step with { Common = common }).In(common[0].Type)) };
        foreach (var (slot, now, next) in CommonSlots.Zip(common, step.Common))
            memory[(slot.Name, OptimizerSlot.AllWeights)] = Unless(next, now);

        var typed = new Dictionary<DType, OptimizerStep>();
        Value[] moved = [.. weights.Select(weight => weight.Symbol)];
        for (var i = 0; i < moved.Length; i++)
        {
            if (ready[i] is not { } gradient) continue;
            if (!typed.TryGetValue(moved[i].Type, out var own)) typed[moved[i].Type] = own = step.In(moved[i].Type);
            Value[] slots = [.. Slots.Select(slot => memory[(slot.Name, i)])];
            var (next, remembered) = Update(Decayed(weights[i], own), gradient, slots, own);
            moved[i] = Unless(next, moved[i]);
            foreach (var (slot, now, after) in Slots.Zip(slots, remembered)) memory[(slot.Name, i)] = Unless(after, now);
        }
        if (UseEma) Average(moved, memory, steps);
        return (moved, [.. layout.Select(place => memory[(place.Slot.Name, place.Weight)])]);
    }

    private IReadOnlyList<Value?> Unscaled(IReadOnlyList<Value?> gradients) =>
        LossScaleFactor is { } scale ? [.. gradients.Select(gradient => gradient is null ? null : gradient / scale)] : gradients;

    private IReadOnlyList<Value?> Accumulated(IReadOnlyList<Value?> gradients, Dictionary<(string, int), Value> memory, Value? isStep)
    {
        if (isStep is null) return gradients;
        var means = new Value?[gradients.Count];
        for (var i = 0; i < means.Length; i++)
        {
            if (gradients[i] is not { } gradient) continue;
            var sum = gradient + memory[(s_accumulator.Name, i)];
            memory[(s_accumulator.Name, i)] = Where(isStep, 0, sum);
            means[i] = sum / GradientAccumulationSteps!.Value;
        }
        return means;
    }

    private IReadOnlyList<Value?> Clipped(IReadOnlyList<Value?> gradients)
    {
        if (ClipValue is { } size) return [.. gradients.Select(gradient => gradient is null ? null : Clip(gradient, -size, size))];
        if (ClipNorm is { } length)
            return [.. gradients.Select(gradient => gradient is null
                ? null : gradient * (length / Max(Sqrt(SquaredNorm(gradient)), length)))];
        if (GlobalClipNorm is not { } limit) return gradients;
        // Summed in float32, because gradients of any type can be cast to it.
        var norm = Sqrt(gradients.OfType<Value>().Select(gradient => Cast(SquaredNorm(gradient), DType.Float32)).Aggregate(Ops.Add));
        // As in Keras, an infinite norm makes the scale NaN, so the user sees it. Otherwise it would become a step of 0.
        var scale = limit * Min(1 / norm, 1 / limit) + (norm - norm);
        return [.. gradients.Select(gradient => gradient is null ? null : gradient * Cast(scale, gradient.Type))];
    }

    private static Value SquaredNorm(Value gradient) => ReduceSum(Square(gradient), keepDims: false);

    private Value Decayed(Weight weight, OptimizerStep step) =>
        WeightDecay is not { } decay || ExcludeFromWeightDecay.Any(part => weight.Name.Contains(part, StringComparison.Ordinal))
            ? weight.Symbol
        : weight.Symbol - weight.Symbol * step.Shared("decay", () => step.LearningRate * decay);

    private void Average(Value[] weights, Dictionary<(string, int), Value> memory, Value steps)
    {
        var isFirst = Equal(steps, 0);
        var isOverwritten = EmaOverwriteFrequency is { } frequency ? Equal(Mod(steps + 1, frequency), 0) : null;
        for (var i = 0; i < weights.Length; i++)
        {
            var average = Where(isFirst, weights[i], memory[(s_average.Name, i)] * EmaMomentum + weights[i] * (1 - EmaMomentum));
            memory[(s_average.Name, i)] = average;
            if (isOverwritten is not null) weights[i] = Where(isOverwritten, average, weights[i]);
        }
    }
}
