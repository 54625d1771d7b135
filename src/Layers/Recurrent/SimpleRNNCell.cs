using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A cell that computes one step of <see cref="SimpleRNN"/>: <c>h = activation(x · kernel + h · recurrent_kernel +
/// bias)</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/"/>.</remarks>
public sealed class SimpleRNNCell : StandardCell, ISavable<SimpleRNNCell>
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">The number of elements of the state and of the output, 1 or more.</param>
    /// <param name="activation">The activation function of the next state, which is also the output; <see langword="null"/> for
    /// tanh.</param>
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
    /// <param name="seed">The seed of dropout, which also depends on the training's seed; <see langword="null"/>, the default, is the same
    /// as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>simple_rnn_cell</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is NaN.</exception>
    public SimpleRNNCell(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null,
            Regularizer? biasRegularizer = null,
        WeightConstraint? kernelConstraint = null, WeightConstraint? recurrentConstraint = null, WeightConstraint? biasConstraint = null,
        double dropout = 0, double recurrentDropout = 0, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : this(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer,
            recurrentRegularizer, biasRegularizer,
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
        var featureProduct = FeatureProduct(x, call);
        var h = Activation.Apply((Bias is null ? featureProduct : featureProduct + Bias) + StateProduct(states[0], call));
        return (h, [h]);
    }

    internal override (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed)
    {
        if (Activation.Name != "tanh") return null;
        var (all, last) = RNN(sequence, ToOnnxKernel(Kernel), ToOnnxKernel(RecurrentKernel),
            ToOnnxBiases(Bias is null ? null : (Value)Bias), ToOnnxState(states, 0), isReversed);
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
