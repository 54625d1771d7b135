using System.Text.Json.Nodes;

namespace Layers;

/// <summary><see cref="Adam"/> with a weight decay that is independent of the gradients (Loshchilov and Hutter, 2017).</summary>
/// <remarks>Source: <see href="https://keras.io/api/optimizers/adamw/"/>.</remarks>
public sealed class AdamW : Optimizer
{
    private readonly Adam _adam;

    /// <summary>Creates an AdamW optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0; default 0.001.</param>
    /// <param name="weightDecay">The weight decay, 0 or more: a step first multiplies each weight by <c>1 − decay · rate</c>. Default
    /// 0.004.</param>
    /// <param name="beta1">The decay rate of the running mean of gradients, from 0 to below 1; default 0.9.</param>
    /// <param name="beta2">The decay rate of the running mean of squared gradients, from 0 to below 1; default 0.999.</param>
    /// <param name="epsilon">A small constant that avoids division by 0; default 1e-7.</param>
    /// <param name="amsgrad">Whether a step divides by the largest mean of squared gradients so far (Reddi et al., 2018); default
    /// false.</param>
    /// <param name="name">The name; <see langword="null"/> for <c>adam_w</c>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        bool amsgrad = false, string? name = null)
        : base(learningRate, name)
    {
        _adam = new Adam(learningRate, beta1, beta2, epsilon, amsgrad);
        WeightDecay = weightDecay;
    }

    /// <inheritdoc cref="Adam.Beta1"/>
    public double Beta1 => _adam.Beta1;

    /// <inheritdoc cref="Adam.Beta2"/>
    public double Beta2 => _adam.Beta2;

    /// <inheritdoc cref="Adam.Epsilon"/>
    public double Epsilon => _adam.Epsilon;

    /// <inheritdoc cref="Adam.AmsGrad"/>
    public bool AmsGrad => _adam.AmsGrad;

    internal override bool DividesByMemory => _adam.DividesByMemory;

    internal override IReadOnlyList<OptimizerSlot> Slots => _adam.Slots;

    internal override IEnumerable<(OptimizerSlot Slot, int Weight)> Order(int weights) => _adam.Order(weights);

    internal override (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step) =>
        _adam.Update(weight, gradient, slots, step);

    internal override void WriteConfig(JsonObject config)
    {
        _adam.WriteConfig(config);
        // Keras's AdamW needs a decay.
        config["weight_decay"] = WeightDecay ?? 0.0;
    }
}
