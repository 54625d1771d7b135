using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer that divides gradients by the root of the sum of their squares so far (Duchi, Hazan and Singer, 2011).</summary>
/// <remarks><c>a += g²; w −= rate · g / √(a + ε)</c>. Source: <see href="https://keras.io/api/optimizers/adagrad/"/>.</remarks>
public sealed class Adagrad : Optimizer
{
    /// <summary>Creates an Adagrad optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="initialAccumulatorValue">The initial value of the sums of squared gradients, 0 or more; default 0.1.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>adagrad</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Adagrad(double learningRate = 0.001, double initialAccumulatorValue = 0.1, double epsilon = 1e-7, string? name = null)
        : base(learningRate, name)
    {
        if (!(initialAccumulatorValue >= 0))
            throw Throw.BadTrainingArgument(nameof(initialAccumulatorValue), "0 or more", initialAccumulatorValue);
        InitialAccumulatorValue = initialAccumulatorValue;
        Epsilon = epsilon;
    }

    /// <summary>The initial value of the sums of squared gradients.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("accumulator", InitialAccumulatorValue)];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var sum = slots[0] + Square(gradient);
        return (weight - step.LearningRate * gradient / Sqrt(sum + Epsilon), [sum]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_accumulator_value"] = InitialAccumulatorValue;
        config["epsilon"] = Epsilon;
    }
}
