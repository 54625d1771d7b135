using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A learning rate that decays with a polynomial: <c>(initial − end) · (1 − step / steps)ᵖᵒʷᵉʳ + end</c>, constant after the last
/// step of the decay.</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">The number of steps of the decay, above 0.</param>
/// <param name="endLearningRate">The learning rate at the end; default 0.0001.</param>
/// <param name="power">The exponent of the polynomial; 1, the default, for a linear decay.</param>
/// <param name="cycle">Whether the rate rises again when the decay ends and decays over the next multiple of <paramref name="decaySteps"/>;
/// default false.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0.</exception>
public sealed class PolynomialDecay(double initialLearningRate, double decaySteps, double endLearningRate = 0.0001, double power = 1,
    bool cycle = false) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The number of steps of the decay.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>The learning rate at the end.</summary>
    public double EndLearningRate { get; } = endLearningRate;

    /// <summary>The exponent of the polynomial; 1 for a linear decay.</summary>
    public double Power { get; } = power;

    /// <summary>Whether the rate rises again when the decay ends.</summary>
    public bool Cycle { get; } = cycle;

    internal override Value Rate(Value step)
    {
        var number = Number(step);
        // With cycle, the decay has the next multiple of the steps, at least one.
        var p = Cycle ? number / (DecaySteps * Max(Ceil(number / DecaySteps), 1)) : Min(number, DecaySteps) / DecaySteps;
        return (InitialLearningRate - EndLearningRate) * Pow(1 - p, Power) + EndLearningRate;
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_learning_rate"] = InitialLearningRate;
        config["decay_steps"] = Steps(DecaySteps);
        config["end_learning_rate"] = EndLearningRate;
        config["power"] = Power;
        config["cycle"] = Cycle;
    }
}
