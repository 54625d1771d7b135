using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A learning rate that decays exponentially: <c>initial · rateᵖ</c> with <c>p = step / steps</c>.</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">The number of steps after which the learning rate is multiplied by the decay rate once, above 0.</param>
/// <param name="decayRate">The factor that the learning rate is multiplied by in <paramref name="decaySteps"/> steps.</param>
/// <param name="staircase">Whether <c>p</c> is rounded down, so that the learning rate is constant between multiples of
/// <paramref name="decaySteps"/>; default false.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0.</exception>
public sealed class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false)
    : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The number of steps after which the learning rate is multiplied by the decay rate once.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>The factor that the learning rate is multiplied by in <see cref="DecaySteps"/> steps.</summary>
    public double DecayRate { get; } = decayRate;

    /// <summary>Whether the learning rate is constant between multiples of <see cref="DecaySteps"/>.</summary>
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
