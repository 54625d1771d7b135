using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer whose steps have the sign of the momentum and a constant size (Chen et al., 2023).</summary>
/// <remarks><c>w −= rate · sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g</c>. The learning rate should be about ten times smaller than
/// Adam's. Source: <see href="https://keras.io/api/optimizers/lion/"/>.</remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Creates a Lion optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="beta1">The share of the momentum in a step, above 0 and at most 1; default 0.9.</param>
    /// <param name="beta2">The decay rate of the momentum, from 0 to 1; default 0.99.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>lion</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Lion(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.99, string? name = null)
        : base(learningRate, name)
    {
        if (!(beta1 > 0 && beta1 <= 1)) throw Throw.BadTrainingArgument(nameof(beta1), "above 0 and at most 1", beta1);
        if (!(beta2 >= 0 && beta2 <= 1)) throw Throw.BadTrainingArgument(nameof(beta2), "from 0 to 1", beta2);
        Beta1 = beta1;
        Beta2 = beta2;
    }

    /// <summary>The share of the momentum in a step.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the momentum.</summary>
    public double Beta2 { get; }

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("momentum")];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step) =>
        (weight - step.LearningRate * Sign(Beta1 * slots[0] + (1 - Beta1) * gradient), [Beta2 * slots[0] + (1 - Beta2) * gradient]);

    internal override void WriteConfig(JsonObject config)
    {
        config["beta_1"] = Beta1;
        config["beta_2"] = Beta2;
    }
}
