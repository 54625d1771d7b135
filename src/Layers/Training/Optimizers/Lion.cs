using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Steps of one length along the sign of the momentum (Chen et al., 2023).</summary>
/// <remarks><c>w −= rate · sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g</c>. It wants a learning rate some ten times below Adam's.
/// Source: <see href="https://keras.io/api/optimizers/lion/"/>.</remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Lion.</summary>
    /// <param name="learningRate">How far a step goes, greater than 0; default 0.001.</param>
    /// <param name="beta1">How much of the momentum is in a step, above 0, to 1; default 0.9.</param>
    /// <param name="beta2">How much of the momentum is kept, from 0 to 1; default 0.99.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>lion</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Lion(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.99, string? name = null)
        : base(learningRate, name)
    {
        if (!(beta1 > 0 && beta1 <= 1)) throw Throw.BadTrainingArgument(nameof(beta1), "above 0, to 1", beta1);
        if (!(beta2 >= 0 && beta2 <= 1)) throw Throw.BadTrainingArgument(nameof(beta2), "from 0 to 1", beta2);
        Beta1 = beta1;
        Beta2 = beta2;
    }

    /// <summary>How much of the momentum is in a step.</summary>
    public double Beta1 { get; }

    /// <summary>How much of the momentum is kept.</summary>
    public double Beta2 { get; }

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("momentum")];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots, OptimizerStep step) =>
        (weight - step.LearningRate * Sign(Beta1 * slots[0] + (1 - Beta1) * gradient), [Beta2 * slots[0] + (1 - Beta2) * gradient]);

    internal override void WriteConfig(JsonObject config)
    {
        config["beta_1"] = Beta1;
        config["beta_2"] = Beta2;
    }
}
