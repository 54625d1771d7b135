using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A cell that computes one step of <see cref="LSTM"/>, with the states h and c.</summary>
/// <remarks>The columns of the kernels belong to the gates i, f, g and o, in this order. The gates i, f and o are <c>recurrent_activation(x
/// · kernel + h · recurrent_kernel + bias)</c>, and g is <c>activation(…)</c> of its columns. The next states are <c>c = f · c + i · g</c>
/// and <c>h = o · activation(c)</c> (Hochreiter and Schmidhuber, 1997).
/// Source: <see href="https://keras.io/api/layers/recurrent_layers/lstm_cell/"/>.</remarks>
public sealed class LSTMCell : StandardCell, ISavable<LSTMCell>
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">The number of elements of the state and of the output, 1 or more.</param>
    /// <param name="activation">The activation function of the candidate for the next state; <see langword="null"/> for tanh.</param>
    /// <param name="recurrentActivation">The activation function of the gates; <see langword="null"/> for sigmoid.</param>
    /// <param name="useBias">Whether the layer adds a bias to each sum; default true.</param>
    /// <param name="kernelInitializer">The initializer of the input kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="recurrentInitializer">The initializer of the recurrent kernel; <see langword="null"/> for
    /// <see cref="Initializer.Orthogonal"/>.</param>
    /// <param name="biasInitializer">The initializer of the bias; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="unitForgetBias">Whether the initial bias of the forget gate is 1, so that an untrained layer keeps its memory; default
    /// true.</param>
    /// <param name="kernelRegularizer">The regularizer of the input kernel; <see langword="null"/> for none.</param>
    /// <param name="recurrentRegularizer">The regularizer of the recurrent kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of the bias; <see langword="null"/> for none.</param>
    /// <param name="kernelConstraint">The constraint on the input kernel, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="recurrentConstraint">The constraint on the recurrent kernel, applied after each training step; <see langword="null"/>
    /// for none.</param>
    /// <param name="biasConstraint">The constraint on the bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="dropout">The share of the features that is set to 0 in training, the same features in every step of a sequence; default
    /// 0. A share below 0 counts as 0, and a share of 1 or more drops nothing, as in Keras.</param>
    /// <param name="recurrentDropout">The share of the state that is set to 0 in training, with the rules of <paramref name="dropout"/>;
    /// default 0.</param>
    /// <param name="seed">The seed of dropout, which also depends on the training's seed; <see langword="null"/>, the default, is the same
    /// as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>lstm_cell</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is NaN.</exception>
    public LSTMCell(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null, Initializer? biasInitializer = null, bool unitForgetBias = true,
            Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null, WeightConstraint? kernelConstraint = null,
            WeightConstraint? recurrentConstraint = null,
        WeightConstraint? biasConstraint = null, double dropout = 0, double recurrentDropout = 0, long? seed = null, string? name = null,
            DTypePolicy? dtype = null)
        : this(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer,
            recurrentRegularizer, biasRegularizer,
            kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed), recurrentActivation, unitForgetBias,
                name, dtype)
    {
    }

    internal LSTMCell(CellSettings settings, ActivationFunction? recurrentActivation, bool unitForgetBias, string? name, DTypePolicy? dtype)
        : base(4, settings, name, dtype)
    {
        RecurrentActivation = recurrentActivation ?? global::Layers.Activation.Sigmoid;
        UnitForgetBias = unitForgetBias;
    }

    /// <summary>The activation function of the gates.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the initial bias of the forget gate is 1.</summary>
    public bool UnitForgetBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> StateSizes => [Units, Units];

    private protected override Initializer BiasStart => UnitForgetBias ? new ForgetBiasInitializer(BiasInitializer) : BiasInitializer;

    /// <inheritdoc/>
    protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(call);
        var featureProduct = FeatureProduct(x, call);
        var gates = Split((Bias is null ? featureProduct : featureProduct + Bias) + StateProduct(states[0], call), GateSizes);
        var c = RecurrentActivation.Apply(gates[1]) * states[1] + RecurrentActivation.Apply(gates[0]) * Activation.Apply(gates[2]);
        var h = RecurrentActivation.Apply(gates[3]) * Activation.Apply(c);
        return (h, [h, c]);
    }

    internal override (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed)
    {
        if (Activation.Name != "tanh" || RecurrentActivation.Name != "sigmoid") return null;
        var (all, h, c) = LSTM(sequence, ToOnnxKernel(ToOnnxGateOrder(Kernel)), ToOnnxKernel(ToOnnxGateOrder(RecurrentKernel)),
            ToOnnxBiases(Bias is null ? null : ToOnnxGateOrder(Bias)),
            ToOnnxState(states, 0), ToOnnxState(states, 1), isReversed);
        return (Squeeze(all, 1), [Squeeze(h, 0), Squeeze(c, 0)]);
    }

    // The order of gates is i, f, g, o in Keras and i, o, f, g in ONNX.
    private Value ToOnnxGateOrder(Value weight)
    {
        var gates = Split(weight, GateSizes);
        return Concat([gates[0], gates[3], gates[1], gates[2]], -1);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteCommon(config);
        config.Set("recurrent_activation", RecurrentActivation).Set("unit_forget_bias", UnitForgetBias);
    }

    /// <inheritdoc/>
    public static LSTMCell FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Read(config, config.Name);
    }

    internal static LSTMCell Read(ConfigReader config, string? name) =>
        new(CellSettings.Read(config), config.Activation("recurrent_activation", global::Layers.Activation.Sigmoid),
            config.Flag("unit_forget_bias", true), name, config.Policy);
}
