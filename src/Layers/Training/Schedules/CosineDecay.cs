using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Half a wave of the cosine from the initial rate down to <c>alpha</c> times it, if asked after a straight rise (Loshchilov and
/// Hutter, 2016).</summary>
/// <remarks><c>initial · ((1 − α) · ½ (1 + cos(π · step / steps)) + α)</c>, and its end from there on. With a warm-up, the rate first goes
/// from initial to target in a straight line, and then falls from the target.</remarks>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="decaySteps">How many steps the fall takes, above 0.</param>
/// <param name="alpha">What share of the rate is left at the end; default 0.</param>
/// <param name="warmupTarget">Where a warm-up leads; <see langword="null"/> (the default) for none.</param>
/// <param name="warmupSteps">How many steps the warm-up takes, 0 or more; default 0.</param>
/// <exception cref="ArgumentException"><paramref name="decaySteps"/> is not above 0, or <paramref name="warmupSteps"/> is
/// negative.</exception>
public sealed class CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null, double warmupSteps = 0) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>How many steps the fall takes.</summary>
    public double DecaySteps { get; } = Positive(nameof(decaySteps), decaySteps);

    /// <summary>What share of the rate is left at the end.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Where a warm-up leads; <see langword="null"/> for none.</summary>
    public double? WarmupTarget { get; } = warmupTarget;

    /// <summary>How many steps the warm-up takes.</summary>
    public double WarmupSteps { get; } = warmupSteps >= 0 && double.IsFinite(warmupSteps) ? warmupSteps : throw Throw.BadTrainingArgument(nameof(warmupSteps), "a finite number of 0 or more", warmupSteps);

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
