using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><see cref="Adam"/> with the largest recent gradient instead of the root mean square (Kingma and Ba, 2014, section 7).</summary>
/// <remarks><c>m += (g − m)(1 − β₁); u = max(β₂ u, |g|); w −= rate / (1 − β₁ᵗ) · m / (u + ε)</c>.
/// Source: <see href="https://keras.io/api/optimizers/adamax/"/>.</remarks>
public sealed class Adamax : Optimizer
{
    /// <summary>Creates an Adamax optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="beta1">The decay rate of the running mean of gradients, from 0 to below 1; default 0.9.</param>
    /// <param name="beta2">The decay rate of the largest gradient, from 0 to below 1; default 0.999.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>adamax</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Adamax(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, string? name = null)
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

    /// <summary>The decay rate of the largest gradient.</summary>
    public double Beta2 { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("momentum"), new("norm")];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var rate = step.Shared("adamax", () => step.LearningRate / (1 - Pow(Beta1, step.Number)));
        var m = slots[0] + (gradient - slots[0]) * (1 - Beta1);
        var u = Max(Beta2 * slots[1], Abs(gradient));
        return (weight - rate * m / (u + Epsilon), [m, u]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["beta_1"] = Beta1;
        config["beta_2"] = Beta2;
        config["epsilon"] = Epsilon;
    }
}
