using System.Text.Json.Nodes;

namespace Layers;

/// <summary>How weights follow their gradients. It keeps its own state, which a file holds, so that training goes on where it stopped.</summary>
/// <remarks>Source: <see href="https://keras.io/api/optimizers/"/>.</remarks>
public abstract class Optimizer
{
    private double _learningRate;

    private protected Optimizer(double learningRate, string? name)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate))) throw Throw.BadTrainingArgument(nameof(learningRate), "a finite number above 0", learningRate);
        _learningRate = learningRate;
        Name = name ?? SnakeCase.Of(GetType().Name);
    }

    /// <summary>The name, which Keras gives its variables.</summary>
    public string Name { get; }

    /// <summary>How far a step goes; greater than 0. It may change at any time between steps.</summary>
    /// <exception cref="ArgumentException">On setting: not a finite number of 0 or more.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = value >= 0 && double.IsFinite(value) ? value : throw Throw.BadTrainingArgument(nameof(LearningRate), "a finite number of 0 or more", value);
    }

    /// <summary>How many steps it has made.</summary>
    public long Iterations { get; internal set; }

    /// <summary>Its memory of each weight, by weight and by <see cref="SlotNames"/>; null before the first step.</summary>
    internal TensorData[][]? Slots { get; set; }

    /// <summary>What it remembers of each weight, as Keras names it; each has the weight's shape.</summary>
    internal abstract IReadOnlyList<string> SlotNames { get; }

    /// <summary>The order in which files list the memory of some weights; weight by weight unless an optimizer says otherwise.</summary>
    internal virtual IEnumerable<(int Weight, int Slot)> SlotOrder(int weights) =>
        from weight in Enumerable.Range(0, weights)
        from slot in Enumerable.Range(0, SlotNames.Count)
        select (weight, slot);

    /// <summary>One step of one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="slots">What is remembered of it.</param>
    /// <param name="step">Learning rate and count of steps.</param>
    /// <returns>The weight and the memory after the step.</returns>
    internal abstract (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots, OptimizerStep step);

    internal abstract void WriteConfig(JsonObject config);

    /// <summary>Makes the memory for weights it has not met; keeps it where they are the same as before.</summary>
    internal TensorData[][] SlotsFor(IReadOnlyList<Weight> weights)
    {
        var known = Slots;
        if (known is not null && known.Length == weights.Count && known.Zip(weights).All(pair => pair.First.All(slot => slot.Shape.Equals(pair.Second.Shape))))
            return known;
        return Slots = [.. weights.Select(weight => SlotNames.Select(_ => TensorData.Zeros(weight.Type, weight.Shape)).ToArray())];
    }
}
