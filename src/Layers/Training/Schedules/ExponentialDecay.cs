using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>initial · rateᵖ</c> with <c>p = step / steps</c>.</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">After how many steps it is multiplied by the rate once, above 0.</param>
/// <param name="decayRate">By what it is multiplied.</param>
/// <param name="staircase">Whether <c>p</c> is rounded down, so that the rate falls in steps; default false.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0.</exception>
public sealed class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>After how many steps it is multiplied by the rate once.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>By what it is multiplied.</summary>
    public double DecayRate { get; } = decayRate;

    /// <summary>Whether the rate falls in steps.</summary>
    public bool Staircase { get; } = staircase;

    internal override Value Rate(Value step)
    {
        var p = Number(step) / DecaySteps;
        return InitialLearningRate * Pow(DecayRate, Staircase ? Floor(p) : p);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_learning_rate"] = InitialLearningRate;
        config["decay_steps"] = Steps(DecaySteps);
        config["decay_rate"] = DecayRate;
        config["staircase"] = Staircase;
    }
}
