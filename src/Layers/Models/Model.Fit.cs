namespace Layers;

// What Fit takes.
public abstract partial class Model
{
    /// <summary>Trains.</summary>
    /// <param name="x">Raw rows, with the batch first; of a model of several inputs rows for each input, by its name.</param>
    /// <param name="y">Labels of the shape that the loss asks for; of a model of several outputs labels for each output that has a loss or
    /// metrics, by its name.</param>
    /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
    /// <param name="sampleWeight">One number a row, 0 or more, by which its loss counts; of a model of several outputs numbers for each
    /// output, by its name. <see langword="null"/>, and an output that is not named, for 1 each.</param>
    /// <param name="classWeight">By what the loss of each class counts, by the words or the numbers of classes; classes that are not named
    /// count 1. In place of <paramref name="sampleWeight"/>; validation does not use it. <see langword="null"/> (the default) for 1
    /// each.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="InvalidOperationException">The model was not compiled, or has nothing to train, or ends in a softmax over one unit;
    /// a callback waits for a number that no epoch logs; the loss is no longer a finite number (<see cref="ChecksLoss"/>); or another call
    /// changes the model, or a layer of it, at the moment.</exception>
    /// <exception cref="LayerException">A layer cannot work on these rows, or was not adapted.</exception>
    /// <exception cref="ArgumentException">There are no rows; counts, shapes or classes do not fit; a number is not finite; an argument is
    /// out of range.</exception>
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

    /// <summary>Trains a model of several inputs or outputs.</summary>
    /// <returns>Loss and metrics of each epoch: <c>loss</c> is the weighted sum, <c>NAME_loss</c> and <c>NAME_METRIC</c> those of an
    /// output.</returns>
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

    /// <summary>Trains a model of several inputs and one output.</summary>
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
    /// <param name="batches">Raw rows with their labels, each a step, of the sizes of the first but for their rows; gone through from
    /// the first on in each epoch. A source that shuffles gives another order each time. The columns of
    /// <see cref="RowSourceExamples.Examples"/> are matched by name where layers know the names of their features.</param>
    /// <param name="epochs">How often all batches are gone through, 0 or more; default 1.</param>
    /// <param name="validationData">Data for validation, in memory; <see langword="null"/> for none.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
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
