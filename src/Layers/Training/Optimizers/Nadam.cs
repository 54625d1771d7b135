using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><see cref="Adam"/> with Nesterov's momentum (Dozat, 2016).</summary>
/// <remarks><c>m</c> and <c>v</c> are the running means of gradients and of squared gradients, <c>uₜ</c> is <c>β₁ (1 − ½ · 0.96ᵗ)</c>, and
/// <c>πₜ</c> is the product of <c>u₁ … uₜ</c>, which is part of the optimizer's state: <c>w −= rate · (uₜ₊₁ m / (1 − πₜ uₜ₊₁) + (1 − uₜ) g
/// / (1 − πₜ)) / (√(v / (1 − β₂ᵗ)) + ε)</c>. Source:
/// <see href="https://keras.io/api/optimizers/Nadam/"/>.</remarks>
public sealed class Nadam : Optimizer
{
    /// <summary>Creates a Nadam optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="beta1">The decay rate of the running mean of gradients, from 0 to below 1; default 0.9.</param>
    /// <param name="beta2">The decay rate of the running mean of squared gradients, from 0 to below 1; default 0.999.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>nadam</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Nadam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, string? name = null)
        : base(learningRate, name)
    {
        if (!(beta1 >= 0 && beta1 < 1)) throw Throw.BadTrainingArgument(nameof(beta1), "from 0 to below 1", beta1);
        if (!(beta2 >= 0 && beta2 < 1)) throw Throw.BadTrainingArgument(nameof(beta2), "from 0 to below 1", beta2);
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
    }

    /// <summary>The decay rate of the running mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the running mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("momentum"), new("velocity")];

    internal override IReadOnlyList<OptimizerSlot> CommonSlots => [new("u_product", 1)];

    internal override IReadOnlyList<Value> UpdateCommon(OptimizerStep step) => [step.Common[0] * Momentum(step.Number)];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var product = step.Common[0];
        // The scalar factors of the formula are created once for all weights.
        var ofMean = step.Shared("mean", () =>
        {
            var next = Momentum(step.Number + 1);
            return step.LearningRate * next / (1 - product * next);
        });
        var ofGradient = step.Shared("gradient", () => step.LearningRate * (1 - Momentum(step.Number)) / (1 - product));
        var ofSquares = step.Shared("squares", () => 1 - Pow(Beta2, step.Number));
        var m = slots[0] + (gradient - slots[0]) * (1 - Beta1);
        var v = slots[1] + (Square(gradient) - slots[1]) * (1 - Beta2);
        return (weight - (ofMean * m + ofGradient * gradient) / (Sqrt(v / ofSquares) + Epsilon), [m, v]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["beta_1"] = Beta1;
        config["beta_2"] = Beta2;
        config["epsilon"] = Epsilon;
    }

    private Value Momentum(Value number) => Beta1 * (1 - 0.5 * Pow(0.96, number));
}
