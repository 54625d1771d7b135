using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A <see cref="CosineDecay"/> that restarts after each decay. The number of steps and the initial rate of each decay are
/// multiples of those of the decay before (Loshchilov and Hutter, 2016).</summary>
/// <param name="initialLearningRate">The learning rate of the first step.</param>
/// <param name="firstDecaySteps">The number of steps of the first decay, above 0.</param>
/// <param name="tMul">The ratio of the number of steps of each decay to that of the previous decay, 1 or more; default 2.</param>
/// <param name="mMul">The ratio of the initial rate of each decay to that of the previous decay; default 1.</param>
/// <param name="alpha">The share of the initial rate that is left at the end of each decay; default 0.</param>
/// <exception cref="ArgumentException"><paramref name="firstDecaySteps"/> is not above 0, or <paramref name="tMul"/> is less than
/// 1.</exception>
public sealed class CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1,
    double alpha = 0) : LearningRateSchedule
{
    /// <summary>The learning rate of the first step.</summary>
    public double InitialLearningRate { get; } = initialLearningRate;

    /// <summary>The number of steps of the first decay.</summary>
    public double FirstDecaySteps { get; } = Positive(nameof(firstDecaySteps), firstDecaySteps);

    /// <summary>The ratio of the number of steps of each decay to that of the previous decay.</summary>
    public double TMul { get; } = tMul >= 1 && double.IsFinite(tMul)
        ? tMul : throw Throw.BadTrainingArgument(nameof(tMul), "a finite number of 1 or more", tMul);

    /// <summary>The ratio of the initial rate of each decay to that of the previous decay.</summary>
    public double MMul { get; } = mMul;

    /// <summary>The share of the initial rate that is left at the end of each decay.</summary>
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
            // The lengths of the decays are a geometric series, so its sum gives the decay that a step is in.
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
