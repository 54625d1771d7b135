using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>An optimizer for sparse models, "follow the regularized leader" (McMahan et al., 2013).</summary>
/// <remarks>With <c>p = −power</c>, the sum <c>a</c> of squared gradients and the linear term <c>z</c>: <c>a' = a + g²; z += g + 2 ·
/// shrinkage · w − (a'ᵖ − aᵖ) / rate · w; w = (clip(z, ±l1) − z) / (a'ᵖ / rate + 2 (l2 + β / (2 rate)))</c>. Source:
/// <see href="https://keras.io/api/optimizers/ftrl/"/>.</remarks>
public sealed class Ftrl : Optimizer
{
    /// <summary>Creates a Ftrl optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="learningRatePower">The exponent of the sum of squared gradients in the size of a step, 0 or less; default −0.5.</param>
    /// <param name="initialAccumulatorValue">The initial value of the sums of squared gradients, 0 or more; default 0.1.</param>
    /// <param name="l1">The strength of the L1 regularization, which makes weights exactly 0, 0 or more; default 0.</param>
    /// <param name="l2">The strength of the L2 regularization, which makes weights smaller, 0 or more; default 0.</param>
    /// <param name="l2Shrinkage">The strength of the L2 regularization that is added to the gradients, 0 or more; default 0.</param>
    /// <param name="beta">The β of the paper, 0 or more; default 0.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>ftrl</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public Ftrl(double learningRate = 0.001, double learningRatePower = -0.5, double initialAccumulatorValue = 0.1, double l1 = 0,
        double l2 = 0, double l2Shrinkage = 0, double beta = 0, string? name = null)
        : base(learningRate, name)
    {
        if (!(learningRatePower <= 0)) throw Throw.BadTrainingArgument(nameof(learningRatePower), "0 or less", learningRatePower);
        InitialAccumulatorValue = AtLeastZero(nameof(initialAccumulatorValue), initialAccumulatorValue);
        L1 = AtLeastZero(nameof(l1), l1);
        L2 = AtLeastZero(nameof(l2), l2);
        L2Shrinkage = AtLeastZero(nameof(l2Shrinkage), l2Shrinkage);
        Beta = AtLeastZero(nameof(beta), beta);
        LearningRatePower = learningRatePower;
    }

    /// <summary>The exponent of the sum of squared gradients in the size of a step.</summary>
    public double LearningRatePower { get; }

    /// <summary>The initial value of the sums of squared gradients.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>The strength of the L1 regularization, which makes weights exactly 0; Keras's <c>l1_regularization_strength</c>.</summary>
    public double L1 { get; }

    /// <summary>The strength of the L2 regularization, which makes weights smaller; Keras's <c>l2_regularization_strength</c>.</summary>
    public double L2 { get; }

    /// <summary>The strength of the L2 regularization that is added to the gradients; Keras's
    /// <c>l2_shrinkage_regularization_strength</c>.</summary>
    public double L2Shrinkage { get; }

    /// <summary>The β of the paper.</summary>
    public double Beta { get; }

    internal override bool DividesByMemory => (float)L2 == 0 && (float)Beta == 0;

    internal override IReadOnlyList<OptimizerSlot> Slots => [new("accumulator", InitialAccumulatorValue), new("linear")];

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step)
    {
        var sum = slots[0] + Square(gradient);
        var (before, after) = (Pow(slots[0], -LearningRatePower), Pow(sum, -LearningRatePower));
        if (L2Shrinkage > 0) gradient += 2 * L2Shrinkage * weight;
        var linear = slots[1] + gradient - (after - before) / step.LearningRate * weight;
        var quadratic = after / step.LearningRate;
        if (L2 > 0) quadratic += 2 * L2;
        if (Beta > 0) quadratic += Beta / step.LearningRate;
        return ((L1 > 0 ? Clip(linear, -L1, L1) - linear : -linear) / quadratic, [sum, linear]);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["learning_rate_power"] = LearningRatePower;
        config["initial_accumulator_value"] = InitialAccumulatorValue;
        config["l1_regularization_strength"] = L1;
        config["l2_regularization_strength"] = L2;
        config["l2_shrinkage_regularization_strength"] = L2Shrinkage;
        config["beta"] = Beta;
    }

    private static double AtLeastZero(string argument, double value) =>
        value >= 0 ? value : throw Throw.BadTrainingArgument(argument, "0 or more", value);
}
