using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer whose step is the running mean of gradients divided by the root of the running mean of their squares (Kingma and
/// Ba, 2014).</summary>
/// <remarks><c>m</c> and <c>v</c> are the running means of gradients and of squared gradients. As in Keras, epsilon is added to the
/// uncorrected root: <c>w −= rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)</c>. Source:
/// <see href="https://keras.io/api/optimizers/adam/"/>.</remarks>
/// <example><code>
/// var optimizer = new Adam(learningRate: 0.001);
/// var decaying = new Adam { Schedule = new ExponentialDecay(0.01, decaySteps: 1000, decayRate: 0.9) };
/// </code></example>
public sealed class Adam : Optimizer
{
    /// <summary>Creates an Adam optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="beta1">The decay rate of the running mean of gradients, from 0 to below 1; default 0.9.</param>
    /// <param name="beta2">The decay rate of the running mean of squared gradients, from 0 to below 1; default 0.999.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="amsgrad">Whether a step divides by the largest mean of squared gradients so far (Reddi et al., 2018); default
    /// false.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>adam</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false,
        string? name = null)
        : base(learningRate, name)
    {
        if (!(beta1 >= 0 && beta1 < 1)) throw Throw.BadTrainingArgument(nameof(beta1), "from 0 to below 1", beta1);
        if (!(beta2 >= 0 && beta2 < 1)) throw Throw.BadTrainingArgument(nameof(beta2), "from 0 to below 1", beta2);
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
        AmsGrad = amsgrad;
    }

    /// <summary>The decay rate of the running mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the running mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    /// <summary>Whether a step divides by the largest mean of squared gradients so far.</summary>
    public bool AmsGrad { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots =>
        AmsGrad ? [new("momentum"), new("velocity"), new("velocity_hat")] : [new("momentum"), new("velocity")];

    // Keras adds velocity_hat after all other slots.
    internal override IEnumerable<(OptimizerSlot Slot, int Weight)> Order(int weights) =>
        base.Order(weights).OrderBy(place => place.Slot.Name == "velocity_hat");

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var rate = step.Shared("adam", () => step.LearningRate * Sqrt(1 - Pow(Beta2, step.Number)) / (1 - Pow(Beta1, step.Number)));
        var m = slots[0] + (gradient - slots[0]) * (1 - Beta1);
        var v = slots[1] + (Square(gradient) - slots[1]) * (1 - Beta2);
        if (!AmsGrad) return (weight - m * rate / (Sqrt(v) + Epsilon), [m, v]);
        var largest = Max(slots[2], v);
        return (weight - m * rate / (Sqrt(largest) + Epsilon), [m, v, largest]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["beta_1"] = Beta1;
        config["beta_2"] = Beta2;
        config["epsilon"] = Epsilon;
        config["amsgrad"] = AmsGrad;
    }
}
