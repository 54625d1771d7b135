using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer that divides gradients by the root of the running mean of their squares (Hinton, 2012).</summary>
/// <remarks>Keras's <c>RMSprop</c>: <c>v = ρ v + (1 − ρ) g²; w −= rate · g / √(v + ε)</c>, and with momentum <c>b = momentum · b + rate · g
/// / √(v + ε); w −= b</c>. If it is centered, the square of the running mean of gradients is subtracted from <c>v</c>. Source:
/// <see href="https://keras.io/api/optimizers/rmsprop/"/>.</remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>Creates an RMSprop optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="rho">The decay rate of the running mean of squared gradients, from 0 to 1; default 0.9.</param>
    /// <param name="momentum">The momentum: the factor of the previous step that is added to the next step, from 0 to 1; default 0.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="centered">Whether gradients are divided by their standard deviation instead of their root mean square; default
    /// false.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>rmsprop</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public RmsProp(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false,
        string? name = null)
        : base(learningRate, name ?? "rmsprop")
    {
        if (!(rho >= 0 && rho <= 1)) throw Throw.BadTrainingArgument(nameof(rho), "from 0 to 1", rho);
        if (!(momentum >= 0 && momentum <= 1)) throw Throw.BadTrainingArgument(nameof(momentum), "from 0 to 1", momentum);
        Rho = rho;
        Momentum = momentum;
        Epsilon = epsilon;
        Centered = centered;
    }

    /// <summary>The decay rate of the running mean of squared gradients.</summary>
    public double Rho { get; }

    /// <summary>The momentum: the factor of the previous step that is added to the next step.</summary>
    public double Momentum { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    /// <summary>Whether gradients are divided by their standard deviation.</summary>
    public bool Centered { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [.. Names().Select(name => new OptimizerSlot(name))];

    internal override IEnumerable<(OptimizerSlot Slot, int Weight)> Order(int weights) =>
        from slot in Slots
        from weight in Enumerable.Range(0, weights)
        select (slot, weight);

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var v = Rho * slots[0] + (1 - Rho) * Square(gradient);
        List<Value> next = [v];
        var denominator = v + Epsilon;
        Value? mean = null;
        if (Centered)
        {
            mean = Rho * slots[^1] + (1 - Rho) * gradient;
            denominator = v - Square(mean) + Epsilon;
        }
        var move = step.LearningRate * gradient / Sqrt(denominator);
        if (Momentum > 0) next.Add(move = Momentum * slots[1] + move);
        if (mean is not null) next.Add(mean);
        return (weight - move, next);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["rho"] = Rho;
        config["momentum"] = Momentum;
        config["epsilon"] = Epsilon;
        config["centered"] = Centered;
    }

    private IEnumerable<string> Names()
    {
        yield return "velocity";
        if (Momentum > 0) yield return "momentum";
        if (Centered) yield return "average_gradient";
    }
}
