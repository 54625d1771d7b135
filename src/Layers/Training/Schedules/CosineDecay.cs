using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A learning rate that falls along half a cosine wave from the initial rate to <c>alpha</c> times the initial rate, optionally
/// after a linear warm-up (Loshchilov and Hutter, 2016).</summary>
/// <remarks>The rate is <c>initial · ((1 − α) · ½ (1 + cos(π · step / steps)) + α)</c>, and constant after the last step of the decay. With
/// a warm-up, the rate first changes linearly from the initial rate to the target, and then decays from the target.</remarks>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">The number of steps of the decay, above 0.</param>
/// <param name="alpha">The share of the rate that is left at the end; default 0.</param>
/// <param name="warmupTarget">The learning rate at the end of the warm-up; <see langword="null"/>, the default, for no warm-up.</param>
/// <param name="warmupSteps">The number of steps of the warm-up, 0 or more; default 0.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0, or <paramref name="warmupSteps"/> is
/// negative.</exception>
public sealed class CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null,
    double warmupSteps = 0) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The number of steps of the decay.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>The share of the rate that is left at the end.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>The learning rate at the end of the warm-up; <see langword="null"/> for no warm-up.</summary>
    public double? WarmupTarget { get; } = warmupTarget;

    /// <summary>The number of steps of the warm-up.</summary>
    public double WarmupSteps { get; } = warmupSteps >= 0 && double.IsFinite(warmupSteps)
        ? warmupSteps : throw Throw.BadTrainingArgument(nameof(warmupSteps), "a finite number of 0 or more", warmupSteps);

    internal override Value Rate(Value step)
    {
        var number = Number(step);
        if (WarmupTarget is not { } target) return Fall(InitialLearningRate, number);
        var rise = (target - InitialLearningRate) * (number / WarmupSteps) + InitialLearningRate;
        return Where(number < WarmupSteps, rise, Fall(target, number - WarmupSteps));
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_learning_rate"] = InitialLearningRate;
        config["decay_steps"] = Steps(DecaySteps);
        config["alpha"] = Alpha;
        config["warmup_target"] = WarmupTarget;
        config["warmup_steps"] = Steps(WarmupSteps);
    }

    private Value Fall(double from, Value number) =>
        from * ((1 - Alpha) * (0.5 * (1 + Cos(Math.PI * (Min(number, DecaySteps) / DecaySteps)))) + Alpha);
}
