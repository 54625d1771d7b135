namespace Layers;

// The overloads of Fit.
public abstract partial class Model
{
    /// <summary>Trains the model.</summary>
    /// <param name="x">Raw rows, with the batch first. For a model with several inputs: rows for each input, by its name.</param>
    /// <param name="y">The labels, in the shape that the loss requires. For a model with several outputs: labels for each output that has a
    /// loss or metrics, by its name.</param>
    /// <param name="batchSize">The number of rows in a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">The number of passes over all rows, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is used for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether to shuffle the rows before each epoch; default true.</param>
    /// <param name="sampleWeight">One weight for the loss of each row, 0 or more. For a model with several outputs: weights for each
    /// output, by its name. <see langword="null"/>, and an output without weights, for a weight of 1.</param>
    /// <param name="classWeight">The weight of the loss of each class, by the words or the numbers of the classes; other classes have the
    /// weight 1. It cannot be combined with <paramref name="sampleWeight"/>, and validation does not use it. <see langword="null"/> (the
    /// default) for a weight of 1.</param>
    /// <param name="callbacks">The callbacks, called in this order; <see langword="null"/> for none.</param>
    /// <param name="seed">The seed of the shuffling and of random layers such as <see cref="Dropout"/>; default 0.</param>
    /// <param name="initialEpoch">The number of the first epoch, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Receives the progress after each step.</param>
    /// <param name="cancellation">A token that stops training after a step; the model then keeps the weights of that step.</param>
    /// <returns>The loss and the metrics of each epoch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, has nothing to train, or ends in a softmax over one unit; a
    /// callback waits for a value that no epoch logs; the loss is no longer a finite number (<see cref="ChecksLoss"/>); or another call is
    /// changing the model or one of its layers.</exception>
    /// <exception cref="LayerException">A layer cannot take these rows, or is not adapted.</exception>
    /// <exception cref="ArgumentException">There are no rows; counts, shapes or classes do not fit; a number is not finite; or an argument
    /// is out of range.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    /// <example><code>
    /// History history = model.Fit(x, y, epochs: 20, validationSplit: 0.2, seed: 1);
    /// double last = history["val_loss"][^1];
    /// </code></example>
    public History Fit(
        TensorData x,
        TensorData y,
        int batchSize = 32,
        int epochs = 1,
        double validationSplit = 0,
        ValidationData? validationData = null,
        bool shuffle = true,
        TensorData? sampleWeight = null,
        ClassWeights? classWeight = null,
        IReadOnlyList<Callback>? callbacks = null,
        long seed = 0,
        int initialEpoch = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (classWeight is not null && sampleWeight is not null) throw Throw.TwoWeights();
        return Fit(labels => ExamplesOf(x, y, sampleWeight, "Fit", labels), validationSplit,
            labels => ValidationOf(validationData, labels), classWeight,
            new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation));
    }

    /// <summary>Trains a model with several inputs or outputs.</summary>
    /// <returns>The loss and the metrics of each epoch: <c>loss</c> is the weighted sum; <c>NAME_loss</c> and <c>NAME_METRIC</c> belong to
    /// an output.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights,
    /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"
    /// path="/*[self::param[@name!='classWeight'] or self::exception]"/>
    public History Fit(
        IReadOnlyDictionary<string, TensorData> x,
        IReadOnlyDictionary<string, TensorData> y,
        int batchSize = 32,
        int epochs = 1,
        double validationSplit = 0,
        ValidationData? validationData = null,
        bool shuffle = true,
        IReadOnlyDictionary<string, TensorData>? sampleWeight = null,
        IReadOnlyList<Callback>? callbacks = null,
        long seed = 0,
        int initialEpoch = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Fit(labels => ExamplesOf(x, y, sampleWeight, "Fit", labels), validationSplit,
            labels => ValidationOf(validationData, labels), null,
            new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation));
    }

    /// <summary>Trains a model with several inputs and one output.</summary>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights,
    /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"
    /// path="/*[self::param or self::returns or self::exception]"/>
    public History Fit(
        IReadOnlyDictionary<string, TensorData> x,
        TensorData y,
        int batchSize = 32,
        int epochs = 1,
        double validationSplit = 0,
        ValidationData? validationData = null,
        bool shuffle = true,
        TensorData? sampleWeight = null,
        ClassWeights? classWeight = null,
        IReadOnlyList<Callback>? callbacks = null,
        long seed = 0,
        int initialEpoch = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (classWeight is not null && sampleWeight is not null) throw Throw.TwoWeights();
        return Fit(labels => ExamplesOf(x, OfOnlyOutput(y), OfOnlyOutput(sampleWeight), "Fit", labels), validationSplit,
            labels => ValidationOf(validationData, labels), classWeight,
            new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation));
    }

    /// <summary>Trains on batches as they come, in bounded memory.</summary>
    /// <param name="batches">Raw rows with their labels; each batch is a step. All batches have the shape of the first batch, except for
    /// the number of rows. Each epoch enumerates them from the first. A source that shuffles returns another order in each epoch. The
    /// columns of <see cref="RowSourceExamples.Examples"/> are matched by name if layers know the names of their features.</param>
    /// <param name="epochs">The number of passes over all batches, 0 or more; default 1.</param>
    /// <param name="validationData">Data for validation, in memory; <see langword="null"/> for none.</param>
    /// <param name="callbacks">The callbacks, called in this order; <see langword="null"/> for none.</param>
    /// <param name="seed">The seed of random layers such as <see cref="Dropout"/>; default 0.</param>
    /// <param name="initialEpoch">The number of the first epoch, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Receives the progress after each step.</param>
    /// <param name="cancellation">A token that stops training after a step; the model then keeps the weights of that step.</param>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights,
    /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"
    /// path="/*[self::returns or self::exception]"/>
    public History Fit(
        IEnumerable<(TensorData X, TensorData Y)> batches,
        int epochs = 1,
        ValidationData? validationData = null,
        IReadOnlyList<Callback>? callbacks = null,
        long seed = 0,
        int initialEpoch = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginFit();
        var options = new FitOptions(1, epochs, initialEpoch, Shuffle: false, seed, callbacks, progress, cancellation);
        var objective = ReadyFor(options);
        var examples = ExamplesOf(batches, "Fit");
        return Trained(IndexFaults.Named(this, () => new Trainer(this, objective)
            .Fit(examples, ValidationOf(validationData, new(this, learns: false)), options)));
    }
}
