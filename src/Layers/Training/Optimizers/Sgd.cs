using System.Text.Json.Nodes;

namespace Layers;

/// <summary>An optimizer by gradient descent, optionally with momentum: <c>m = momentum · m − rate · g; w += m</c>, or <c>w += momentum · m
/// − rate · g</c> with Nesterov's momentum.</summary>
/// <remarks>Keras's <c>SGD</c>. Source: <see href="https://keras.io/api/optimizers/sgd/"/>.</remarks>
public sealed class Sgd : Optimizer
{
    /// <summary>Creates an SGD optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.01.</param>
    /// <param name="momentum">The momentum: the factor of the previous step that is added to the next step, from 0 to 1; default 0.</param>
    /// <param name="nesterov">Whether Nesterov's form of momentum is used; default false.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>sgd</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Sgd(double learningRate = 0.01, double momentum = 0, bool nesterov = false, string? name = null)
        : base(learningRate, name)
    {
        if (!(momentum >= 0 && momentum <= 1)) throw Throw.BadTrainingArgument(nameof(momentum), "from 0 to 1", momentum);
        Momentum = momentum;
        Nesterov = nesterov;
    }

    /// <summary>The momentum: the factor of the previous step that is added to the next step.</summary>
    public double Momentum { get; }

    /// <summary>Whether Nesterov's form of momentum is used.</summary>
    public bool Nesterov { get; }

    internal override IReadOnlyList<OptimizerSlot> Slots => Momentum == 0 ? [] : [new("momentum")];

    internal override bool HasUnusedMemory => Momentum == 0;

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        if (Momentum == 0) return (weight - step.LearningRate * gradient, []);
        var move = step.LearningRate * gradient;
        var m = Momentum * slots[0] - move;
        return (weight + (Nesterov ? Momentum * m - move : m), [m]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["momentum"] = Momentum;
        config["nesterov"] = Nesterov;
    }
}
