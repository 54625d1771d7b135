using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer that scales each gradient by the root mean square of recent steps over that of recent gradients (Zeiler,
/// 2012).</summary>
/// <remarks><c>a = ρ a + (1 − ρ) g²; d = √(b + ε) / √(a + ε) · g; b = ρ b + (1 − ρ) d²; w −= rate · d</c>. The learning rate of the paper
/// is 1. Source: <see href="https://keras.io/api/optimizers/adadelta/"/>.</remarks>
public sealed class Adadelta : Optimizer
{
    /// <summary>Creates an Adadelta optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="rho">The decay rate of the running means of squares, from 0 to 1; default 0.95.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>adadelta</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Adadelta(double learningRate = 0.001, double rho = 0.95, double epsilon = 1e-7, string? name = null)
        : base(learningRate, name)
    {
        if (!(rho >= 0 && rho <= 1)) throw Throw.BadTrainingArgument(nameof(rho), "from 0 to 1", rho);
        Rho = rho;
        Epsilon = epsilon;
    }

    /// <summary>The decay rate of the running means of squares.</summary>
    public double Rho { get; }

    /// <summary>The small constant that avoids division by 0.</summary>
    public double Epsilon { get; }

    internal override bool DividesByMemory => (float)Epsilon == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("accumulated_grad"), new("accumulated_delta_var")];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var gradients = Rho * slots[0] + (1 - Rho) * Square(gradient);
        var delta = Sqrt(slots[1] + Epsilon) * gradient / Sqrt(gradients + Epsilon);
        var deltas = Rho * slots[1] + (1 - Rho) * Square(delta);
        return (weight - step.LearningRate * delta, [gradients, deltas]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["rho"] = Rho;
        config["epsilon"] = Epsilon;
    }
}
