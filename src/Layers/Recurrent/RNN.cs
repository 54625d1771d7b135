namespace Layers;

/// <summary>A recurrent layer of any cell, which may be a custom cell, or of several stacked cells.</summary>
/// <remarks>Input <c>(batch, steps, features)</c>; output <c>(batch, size)</c>, or <c>(batch, steps, size)</c> if <c>returnSequences</c> is
/// true. The last states of <see cref="StackedRNNCells"/> are returned in the order of the cells. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/rnn/"/>.</remarks>
/// <example><code>
/// var model = new Sequential { new Input([30, 4]), new RNN([new LSTMCell(32), new GRUCell(16)]), new Dense(1) };
/// </code></example>
public sealed class RNN : RecurrentLayer, ISavable<RNN>
{
    /// <summary>Creates a recurrent layer.</summary>
    /// <param name="cell">The cell, which computes each step.</param>
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
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rnn</c>, numbered.</param>
    /// <param name="dtype">The type of arithmetic; <see langword="null"/> for float32.</param>
    public RNN(RecurrentCell cell, bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false,
        bool unroll = false, bool zeroOutputForMask = false,
        Regularizer? activityRegularizer = null, string? name = null, DTypePolicy? dtype = null)
        : this(cell, new LoopSettings(returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask), activityRegularizer,
            name, dtype)
    {
    }

    /// <summary>Creates a recurrent layer of several stacked cells. The output of each cell is the input of the next.</summary>
    /// <param name="cells">The cells, one or more.</param>
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
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rnn</c>, numbered.</param>
    /// <param name="dtype">The type of arithmetic; <see langword="null"/> for float32.</param>
    public RNN(IReadOnlyList<RecurrentCell> cells, bool returnSequences = false, bool returnState = false, bool goBackwards = false,
        bool stateful = false, bool unroll = false,
        bool zeroOutputForMask = false, Regularizer? activityRegularizer = null, string? name = null, DTypePolicy? dtype = null)
        : this(new StackedRNNCells(cells), returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask,
            activityRegularizer, name, dtype)
    {
    }

    private RNN(RecurrentCell cell, LoopSettings settings, Regularizer? activityRegularizer, string? name, DTypePolicy? dtype)
        : base(cell, settings, activityRegularizer, name, dtype)
    {
    }

    /// <summary>The cell, which computes each step.</summary>
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
        return new(config.Layer<RecurrentCell>("cell"), LoopSettings.Read(config), config.Regularizer("activity_regularizer"), config.Name,
            config.Policy);
    }
}
