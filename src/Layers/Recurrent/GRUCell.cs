using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A cell that computes one step of <see cref="GRU"/>.</summary>
/// <remarks>The columns of the kernels belong to the gates z and r and to the candidate, in this order. The gates are
/// <c>recurrent_activation(x · kernel + h · recurrent_kernel + bias)</c>. The candidate is <c>activation(x · kernel + bias + r · (h ·
/// recurrent_kernel + recurrent_bias))</c>, or with <c>resetAfter: false</c>, <c>activation(x · kernel + (r · h) · recurrent_kernel +
/// bias)</c>. The next state is <c>z · h + (1 − z) · candidate</c> (Cho et al., 2014). Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/gru_cell/"/>.</remarks>
public sealed class GRUCell : StandardCell, ISavable<GRUCell>
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
    /// <param name="resetAfter">Whether the reset gate is applied after the product of the state and its kernel, as in cuDNN, and not
    /// before it; default true.</param>
    /// <param name="seed">The seed of dropout, which also depends on the training's seed; <see langword="null"/>, the default, is the same
    /// as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>gru_cell</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is NaN.</exception>
    public GRUCell(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
            Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? recurrentConstraint = null,
            WeightConstraint? biasConstraint = null,
        double dropout = 0, double recurrentDropout = 0, bool resetAfter = true, long? seed = null, string? name = null,
            DTypePolicy? dtype = null)
        : this(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer,
            recurrentRegularizer, biasRegularizer,
            kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed), recurrentActivation, resetAfter, name,
                dtype)
    {
    }

    internal GRUCell(CellSettings settings, ActivationFunction? recurrentActivation, bool resetAfter, string? name, DTypePolicy? dtype)
        : base(3, settings, name, dtype)
    {
        RecurrentActivation = recurrentActivation ?? global::Layers.Activation.Sigmoid;
        ResetAfter = resetAfter;
    }

    /// <summary>The activation function of the gates.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the reset gate is applied after the product of the state and its kernel, and not before it.</summary>
    public bool ResetAfter { get; }

    // One bias for each product. The reset gate applies only to the second.
    private protected override Shape BiasShape => ResetAfter ? [2, 3 * Units] : [3 * Units];

    /// <inheritdoc/>
    protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(call);
        var h = states[0];
        var featureProduct = FeatureProduct(x, call);
        if (Bias is not null) featureProduct += ResetAfter ? BiasOf(0) : (Value)Bias;
        var (z, candidate) = ResetAfter ? ResetAfterProduct(featureProduct, h, call) : ResetBeforeProduct(featureProduct, h, call);
        h = z * h + (1 - z) * candidate;
        return (h, [h]);
    }

    private (Value Z, Value Candidate) ResetAfterProduct(Value featureProduct, Value h, CallContext call)
    {
        var stateProduct = StateProduct(h, call);
        if (Bias is not null) stateProduct += BiasOf(1);
        var (features, state) = (Split(featureProduct, [2L * Units, Units]), Split(stateProduct, [2L * Units, Units]));
        var gates = Split(RecurrentActivation.Apply(features[0] + state[0]), [Units, Units]);
        return (gates[0], Activation.Apply(features[1] + gates[1] * state[1]));
    }

    private (Value Z, Value Candidate) ResetBeforeProduct(Value featureProduct, Value h, CallContext call)
    {
        var (features, kernels, dropped) = (Split(featureProduct, GateSizes), Split(RecurrentKernel, GateSizes), DroppedState(h, call));
        var z = RecurrentActivation.Apply(features[0] + MatMul(dropped[0], kernels[0]));
        var r = RecurrentActivation.Apply(features[1] + MatMul(dropped.Count > 1 ? dropped[1] : dropped[0], kernels[1]));
        return (z, Activation.Apply(features[2] + MatMul(r * dropped[^1], kernels[2])));
    }

    internal override (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed)
    {
        if (Activation.Name != "tanh" || RecurrentActivation.Name != "sigmoid") return null;
        var biases = ResetAfter && Bias is not null ? Reshape(Bias, 1, 6L * Units) : ToOnnxBiases(Bias is null ? null : (Value)Bias);
        var (all, last) = GRU(sequence, ToOnnxKernel(Kernel), ToOnnxKernel(RecurrentKernel), biases, ResetAfter, ToOnnxState(states, 0),
            isReversed);
        return (Squeeze(all, 1), [Squeeze(last, 0)]);
    }

    private Value BiasOf(long product) => Squeeze(Slice(Bias!, product, product + 1, 0), 0);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteCommon(config);
        config.Set("recurrent_activation", RecurrentActivation).Set("reset_after", ResetAfter);
    }

    /// <inheritdoc/>
    public static GRUCell FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Read(config, config.Name);
    }

    internal static GRUCell Read(ConfigReader config, string? name) =>
        new(CellSettings.Read(config), config.Activation("recurrent_activation", global::Layers.Activation.Sigmoid),
            config.Flag("reset_after", true), name, config.Policy);
}
