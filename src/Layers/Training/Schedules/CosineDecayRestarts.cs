using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><see cref="CosineDecay"/> that starts again and again, each time over a longer stretch and from another height (Loshchilov and
/// Hutter, 2016).</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="firstDecaySteps">How many steps the first fall takes, above 0.</param>
/// <param name="tMul">How many times longer each stretch is than the one before, 1 or more; default 2.</param>
/// <param name="mMul">How many times higher each start is than the one before; default 1.</param>
/// <param name="alpha">What share of the initial rate is left at the end of each fall; default 0.</param>
/// <exception cref="ArgumentException"><paramref name="firstDecaySteps"/> is not above 0, or <paramref name="tMul"/> is less than
/// 1.</exception>
public sealed class CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>How many steps the first fall takes.</summary>
    public double FirstDecaySteps { get; } = Positive(nameof(firstDecaySteps), firstDecaySteps);

    /// <summary>How many times longer each stretch is than the one before.</summary>
    public double TMul { get; } = tMul >= 1 && double.IsFinite(tMul) ? tMul : throw Throw.BadTrainingArgument(nameof(tMul), "a finite number of 1 or more", tMul);

    /// <summary>How many times higher each start is than the one before.</summary>
    public double MMul { get; } = mMul;

    /// <summary>What share of the initial rate is left at the end of each fall.</summary>
    public double Alpha { get; } = alpha;

    internal override Value Rate(Value step)
    {
        var falls = Number(step) / FirstDecaySteps;
        Value restarts, fraction;
        if (TMul == 1)
        {
            restarts = Floor(falls);
            fraction = falls - restarts;
        }
        else
        {
            // The stretches are a geometric series; its sum tells which one a step is in.
            restarts = Floor(Log(1 - falls * (1 - TMul)) / Log(TMul));
            var length = Pow(TMul, restarts);
            fraction = (falls - (1 - length) / (1 - TMul)) / length;
        }
        var height = MMul == 1 ? 0.5 : 0.5 * Pow(MMul, restarts);
        return InitialLearningRate * ((1 - Alpha) * (height * (1 + Cos(Math.PI * fraction))) + Alpha);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["initial_learning_rate"] = InitialLearningRate;
        config["first_decay_steps"] = Steps(FirstDecaySteps);
        config["t_mul"] = TMul;
        config["m_mul"] = MMul;
        config["alpha"] = Alpha;
    }
}
