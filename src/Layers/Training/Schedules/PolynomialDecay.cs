using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>(initial − end) · (1 − step / steps)ᵖᵒʷᵉʳ + end</c>, and the end from there on.</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">After how many steps the end is reached, above 0.</param>
/// <param name="endLearningRate">The learning rate at the end; default 0.0001.</param>
/// <param name="power">1 (the default) for a straight line.</param>
/// <param name="cycle">Whether it starts again where the end is reached, each time over a longer stretch; default false.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0.</exception>
public sealed class PolynomialDecay(double initialLearningRate, double decaySteps, double endLearningRate = 0.0001, double power = 1, bool cycle = false) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>After how many steps the end is reached.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>The learning rate at the end.</summary>
    public double EndLearningRate { get; } = endLearningRate;

    /// <summary>1 for a straight line.</summary>
    public double Power { get; } = power;

    /// <summary>Whether it starts again where the end is reached.</summary>
    public bool Cycle { get; } = cycle;

    internal override Value Rate(Value step)
    {
        var number = Number(step);
        // A cycle's stretch is the next multiple of the steps, the first one included.
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
