using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>One step of <see cref="SimpleRNN"/>: <c>h = activation(x · kernel + h · recurrent_kernel + bias)</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/"/>.</remarks>
public sealed class SimpleRNNCell : StandardCell, ISavable<SimpleRNNCell>
{
    /// <summary>A cell.</summary>
    /// <param name="units">How many numbers the state and the output have, 1 or more.</param>
    /// <param name="activation">The function of the candidate for the next state; <see langword="null"/> for tanh.</param>
    /// <param name="useBias">Whether a number is added to each sum; default true.</param>
    /// <param name="kernelInitializer">What the kernel of the features starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="recurrentInitializer">What the kernel of the state starts as; <see langword="null"/> for
    /// <see cref="Initializer.Orthogonal"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">What is added to the loss for the kernel of the features; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="recurrentRegularizer">What is added to the loss for the kernel of the state; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="kernelConstraint">What the kernel of the features is brought back to after each step of training;
    /// <see langword="null"/> for nothing.</param>
    /// <param name="recurrentConstraint">What the kernel of the state is brought back to after each step of training;
    /// <see langword="null"/> for nothing.</param>
    /// <param name="biasConstraint">What the bias is brought back to after each step of training; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="dropout">The share of the features that is set to 0 in training, the same in every step of a sequence; default 0. Less
    /// than 0 is 0, and 1 drops nothing, as in Keras.</param>
    /// <param name="recurrentDropout">The share of the state that is set to 0 in training, likewise; default 0.</param>
    /// <param name="seed">The seed of dropout; <see langword="null"/> for none of its own.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>simple_rnn_cell</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is not a number.</exception>
    public SimpleRNNCell(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        WeightConstraint? kernelConstraint = null, WeightConstraint? recurrentConstraint = null, WeightConstraint? biasConstraint = null,
        double dropout = 0, double recurrentDropout = 0, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : this(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer, biasRegularizer,
            kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed), name, dtype)
    {
    }

    internal SimpleRNNCell(CellSettings settings, string? name, DTypePolicy? dtype)
        : base(1, settings, name, dtype)
    {
    }

    /// <inheritdoc/>
    protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(call);
        var ofFeatures = OfFeatures(x, call);
        var h = Activation.Apply((Bias is null ? ofFeatures : ofFeatures + Bias) + OfState(states[0], call));
        return (h, [h]);
    }

    internal override (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed)
    {
        if (Activation.Name != "tanh") return null;
        var (all, last) = RNN(sequence, OfOperator(Kernel), OfOperator(RecurrentKernel), BiasesOfOperator(Bias is null ? null : (Value)Bias), FirstState(states, 0), isReversed);
        return (Squeeze(all, 1), [Squeeze(last, 0)]);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteCommon(config);

    /// <inheritdoc/>
    public static SimpleRNNCell FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Read(config, config.Name);
    }

    internal static SimpleRNNCell Read(ConfigReader config, string? name) => new(CellSettings.Read(config), name, config.Policy);
}
