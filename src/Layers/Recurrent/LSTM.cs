namespace Layers;

/// <summary>A recurrent layer with long short-term memory (Hochreiter and Schmidhuber, 1997).</summary>
/// <remarks>In each step, gates control how much of the memory is kept, added and output; see <see cref="LSTMCell"/> for the formula. Input
/// <c>(batch, steps, features)</c>; output <c>(batch, units)</c>, or <c>(batch, steps, units)</c> if <c>returnSequences</c> is true. If the
/// activation functions are the defaults, the arithmetic is float32 and there is no mask, prediction runs the layer as a single operator,
/// in the row engine for small models and few rows, otherwise in ONNX Runtime; see <see cref="PredictEngine.Auto"/>. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/lstm/"/>.</remarks>
public sealed class LSTM : RecurrentLayer, ISavable<LSTM>
{
    private const string CellName = "lstm_cell";

    /// <summary>Creates a recurrent layer.</summary>
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
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
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
    /// <param name="returnSequences">Whether the layer returns the output of every step and not only that of the last; default
    /// false.</param>
    /// <param name="returnState">Whether the layer also returns the last states, after the output; default false.</param>
    /// <param name="goBackwards">Whether the layer processes each sequence from its last step to its first; the outputs are in the order of
    /// processing. Default false.</param>
    /// <param name="stateful">Whether a batch starts from the last states of the previous batch; the number of rows must then be known.
    /// Default false.</param>
    /// <param name="unroll">Whether Keras unrolls the loop over the steps. The setting is kept for files and has no effect here; default
    /// false.</param>
    /// <param name="zeroOutputForMask">Whether the output of a masked step is zero and not the output of the step before; default
    /// false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>lstm</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is NaN.</exception>
    public LSTM(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null, Initializer? biasInitializer = null, bool unitForgetBias = true,
            Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null,
            WeightConstraint? recurrentConstraint = null,
        WeightConstraint? biasConstraint = null, double dropout = 0, double recurrentDropout = 0, long? seed = null,
            bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, bool unroll = false, bool zeroOutputForMask = false, string? name = null,
            DTypePolicy? dtype = null)
        : this(new LSTMCell(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer,
            kernelRegularizer, recurrentRegularizer, biasRegularizer,
            kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed), recurrentActivation, unitForgetBias,
                CellName, dtype),
            new LoopSettings(returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask), activityRegularizer, name,
                dtype)
    {
    }

    private LSTM(LSTMCell cell, LoopSettings settings, Regularizer? activityRegularizer, string? name, DTypePolicy? dtype)
        : base(cell, settings, activityRegularizer, name, dtype)
    {
    }

    /// <summary>The cell, which computes each step. It has the weights and the settings of the formula.</summary>
    public LSTMCell Cell => (LSTMCell)OwnCell;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        Cell.WriteConfig(config);
        WriteLoop(config);
    }

    /// <inheritdoc/>
    public static LSTM FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(LSTMCell.Read(config, CellName), LoopSettings.Read(config), config.Regularizer("activity_regularizer"), config.Name,
            config.Policy);
    }
}
