namespace Layers;

/// <summary>A long short-term memory (Hochreiter and Schmidhuber, 1997).</summary>
/// <remarks>In each step gates decide what of the memory is kept, what is added and what is shown: see <see cref="LSTMCell"/> for the
/// formula. Input <c>(batch, steps, features)</c>; output <c>(batch, units)</c> or, of every step, <c>(batch, steps, units)</c>. One
/// operator predicts it where the functions are the default ones, the arithmetic is float32 and there is no mask. That of the row engine
/// takes small models and few rows, that of ONNX Runtime all others: see <see cref="PredictEngine.Auto"/>. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/lstm/"/>.</remarks>
public sealed class LSTM : RecurrentLayer, ISavable<LSTM>
{
    private const string CellName = "lstm_cell";

    /// <summary>A recurrent layer.</summary>
    /// <param name="units">How many numbers the state and the output have, 1 or more.</param>
    /// <param name="activation">The function of the candidate for the next state; <see langword="null"/> for tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; <see langword="null"/> for sigmoid.</param>
    /// <param name="useBias">Whether a number is added to each sum; default true.</param>
    /// <param name="kernelInitializer">What the kernel of the features starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="recurrentInitializer">What the kernel of the state starts as; <see langword="null"/> for
    /// <see cref="Initializer.Orthogonal"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="unitForgetBias">Whether the bias of the forget gate starts as ones, so that the memory is kept until training says
    /// otherwise; default true.</param>
    /// <param name="kernelRegularizer">What is added to the loss for the kernel of the features; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="recurrentRegularizer">What is added to the loss for the kernel of the state; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
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
    /// <param name="returnSequences">Whether the output of every step comes out, and not that of the last alone; default false.</param>
    /// <param name="returnState">Whether the last states come out as well, after the output; default false.</param>
    /// <param name="goBackwards">Whether the last step is the first; outputs come in the order in which they are made. Default
    /// false.</param>
    /// <param name="stateful">Whether a batch goes on from the states that the one before left; the number of rows must be known then.
    /// Default false.</param>
    /// <param name="unroll">How Keras computes it; kept for files, and nothing else follows from it. Default false.</param>
    /// <param name="zeroOutputForMask">Whether a step that a mask leaves out gives zeros, and not what the step before gave; default
    /// false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>lstm</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1, or a share is not a number.</exception>
    public LSTM(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null, Initializer? biasInitializer = null, bool unitForgetBias = true, Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? recurrentConstraint = null,
        WeightConstraint? biasConstraint = null, double dropout = 0, double recurrentDropout = 0, long? seed = null, bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, bool unroll = false, bool zeroOutputForMask = false, string? name = null, DTypePolicy? dtype = null)
        : this(new LSTMCell(new CellSettings(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer, biasRegularizer,
            kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed), recurrentActivation, unitForgetBias, CellName, dtype),
            new LoopSettings(returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask), activityRegularizer, name, dtype)
    {
    }

    private LSTM(LSTMCell cell, LoopSettings settings, Regularizer? activityRegularizer, string? name, DTypePolicy? dtype)
        : base(cell, settings, activityRegularizer, name, dtype)
    {
    }

    /// <summary>What it does in each step, with the weights and the settings of the formula.</summary>
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
        return new(LSTMCell.Read(config, CellName), LoopSettings.Read(config), config.Regularizer("activity_regularizer"), config.Name, config.Policy);
    }
}
