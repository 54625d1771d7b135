namespace Layers;

/// <summary>A recurrent layer of any cell, also of your own, or of several that stand on one another.</summary>
/// <remarks>Input <c>(batch, steps, features)</c>; output <c>(batch, size)</c> or, of every step, <c>(batch, steps, size)</c>. The last
/// states of <see cref="StackedRNNCells"/> come one after the other. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/rnn/"/>.</remarks>
/// <example><code>
/// var model = new Sequential { new Input([30, 4]), new RNN([new LSTMCell(32), new GRUCell(16)]), new Dense(1) };
/// </code></example>
public sealed class RNN : RecurrentLayer, ISavable<RNN>
{
    /// <summary>A recurrent layer.</summary>
    /// <param name="cell">What it does in each step.</param>
    /// <param name="returnSequences">Whether the output of every step comes out, and not that of the last alone; default false.</param>
    /// <param name="returnState">Whether the last states come out as well, after the output; default false.</param>
    /// <param name="goBackwards">Whether the last step is the first; outputs come in the order in which they are made. Default
    /// false.</param>
    /// <param name="stateful">Whether a batch goes on from the states that the one before left; the number of rows must be known then.
    /// Default false.</param>
    /// <param name="unroll">How Keras computes it; kept for files, and nothing else follows from it. Default false.</param>
    /// <param name="zeroOutputForMask">Whether a step that a mask leaves out gives zeros, and not what the step before gave; default
    /// false.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>rnn</c>, numbered.</param>
    /// <param name="dtype">The types of arithmetic; <see langword="null"/> for float32.</param>
    public RNN(RecurrentCell cell, bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false, bool unroll = false, bool zeroOutputForMask = false,
        Regularizer? activityRegularizer = null, string? name = null, DTypePolicy? dtype = null)
        : this(cell, new LoopSettings(returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask), activityRegularizer, name, dtype)
    {
    }

    /// <summary>A recurrent layer of several cells, the output of each the input of the next.</summary>
    /// <param name="cells">One or more.</param>
    /// <param name="returnSequences">Whether the output of every step comes out, and not that of the last alone; default false.</param>
    /// <param name="returnState">Whether the last states come out as well, after the output; default false.</param>
    /// <param name="goBackwards">Whether the last step is the first; outputs come in the order in which they are made. Default
    /// false.</param>
    /// <param name="stateful">Whether a batch goes on from the states that the one before left; the number of rows must be known then.
    /// Default false.</param>
    /// <param name="unroll">How Keras computes it; kept for files, and nothing else follows from it. Default false.</param>
    /// <param name="zeroOutputForMask">Whether a step that a mask leaves out gives zeros, and not what the step before gave; default
    /// false.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>rnn</c>, numbered.</param>
    /// <param name="dtype">The types of arithmetic; <see langword="null"/> for float32.</param>
    public RNN(IReadOnlyList<RecurrentCell> cells, bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false, bool unroll = false,
        bool zeroOutputForMask = false, Regularizer? activityRegularizer = null, string? name = null, DTypePolicy? dtype = null)
        : this(new StackedRNNCells(cells), returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, activityRegularizer, name, dtype)
    {
    }

    private RNN(RecurrentCell cell, LoopSettings settings, Regularizer? activityRegularizer, string? name, DTypePolicy? dtype)
        : base(cell, settings, activityRegularizer, name, dtype)
    {
    }

    /// <summary>What it does in each step.</summary>
    public RecurrentCell Cell => OwnCell;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteLoop(config);
        config.Set("cell", Cell);
    }

    /// <inheritdoc/>
    public static RNN FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Layer<RecurrentCell>("cell"), LoopSettings.Read(config), config.Regularizer("activity_regularizer"), config.Name, config.Policy);
    }
}
