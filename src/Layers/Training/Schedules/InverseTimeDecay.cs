using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>initial / (1 + rate · p)</c> with <c>p = step / steps</c>.</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">How many steps make <c>p</c> larger by 1, above 0.</param>
/// <param name="decayRate">How fast it falls.</param>
/// <param name="staircase">Whether <c>p</c> is rounded down, so that the rate falls in steps; default false.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0.</exception>
public sealed class InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>How many steps make <c>p</c> larger by 1.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>How fast it falls.</summary>
    public double DecayRate { get; } = decayRate;

    /// <summary>Whether the rate falls in steps.</summary>
    public bool Staircase { get; } = staircase;

    internal override Value Rate(Value step)
    {
        var p = Number(step) / DecaySteps;
        return InitialLearningRate / (1 + DecayRate * (Staircase ? Floor(p) : p));
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_learning_rate"] = InitialLearningRate;
        config["decay_steps"] = Steps(DecaySteps);
        config["decay_rate"] = DecayRate;
        config["staircase"] = Staircase;
    }
}
