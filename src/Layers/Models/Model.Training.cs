namespace Layers;

public abstract partial class Model : ITrainable
{
    /// <summary>How training follows gradients; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>.</summary>
    public Optimizer? Optimizer => Objective?.Optimizer;

    /// <summary>What training makes small; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>.</summary>
    public Loss? Loss => Objective?.Loss;

    /// <summary>Whether it can be trained and evaluated.</summary>
    public bool IsCompiled => Objective is not null;

    internal Objective? Objective { get; private set; }

    /// <summary>Says how the model is trained and measured.</summary>
    /// <param name="optimizer">How weights follow their gradients; it belongs to this model from now on.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">What is watched beside; sample weights do not enter.</param>
    public void Compile(Optimizer optimizer, Loss loss, params Metric[] metrics) => Compile(optimizer, loss, metrics, []);

    /// <summary>Says how the model is trained and measured, some of it with sample weights.</summary>
    /// <param name="optimizer">How weights follow their gradients; it belongs to this model from now on.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">What is watched beside; sample weights do not enter.</param>
    /// <param name="weightedMetrics">What is watched with sample weights.</param>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weightedMetrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(weightedMetrics);
        Compile(new Objective(optimizer, loss, [.. metrics], [.. weightedMetrics]));
    }

    internal void Compile(Objective objective) => Objective = objective;

    /// <summary>Trains.</summary>
    /// <param name="x">Raw rows, with the batch first.</param>
    /// <param name="y">Labels of the shape that the loss asks for.</param>
    /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
    /// <param name="sampleWeight">One number a row, by which its loss counts; <see langword="null"/> for 1 each.</param>
    /// <param name="classWeight">By what the loss of each class counts, from class numbers or one-hot labels; classes that are not named count 1. In place of
    /// <paramref name="sampleWeight"/>; validation does not use it. <see langword="null"/> (the default) for 1 each.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="InvalidOperationException">The model was not compiled, or has nothing to train.</exception>
    /// <exception cref="LayerException">A layer cannot work on these rows, or was not adapted.</exception>
    /// <exception cref="ArgumentException">There are no rows; counts, shapes or classes do not fit; a number is not finite; an argument is out of range.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public History Fit(
        TensorData x,
        TensorData y,
        int batchSize = 32,
        int epochs = 1,
        double validationSplit = 0,
        ValidationData? validationData = null,
        bool shuffle = true,
        TensorData? sampleWeight = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        IReadOnlyList<Callback>? callbacks = null,
        long seed = 0,
        int initialEpoch = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var objective = Objective ?? throw Throw.NotCompiled(this);
        RequireBatchSize(batchSize);
        if (classWeight is not null && sampleWeight is not null) throw Throw.TwoWeights();
        if (epochs < 0) throw Throw.BadTrainingArgument(nameof(epochs), "0 or more", epochs);
        if (!(validationSplit >= 0 && validationSplit < 1)) throw Throw.BadTrainingArgument(nameof(validationSplit), "from 0 to below 1", validationSplit);
        RequireAdapted();

        var training = Examples.Of(x, y, sampleWeight, "Fit");
        Examples? validation = null;
        if (validationData is not null)
        {
            validation = Examples.Of(validationData.X, validationData.Y, validationData.SampleWeight, "Validation");
        }
        else if (validationSplit > 0)
        {
            // In Keras's own order of operations: its rounding decides on which side a row falls.
            var at = (int)Math.Floor(training.Rows * (1 - validationSplit));
            if (at == 0 || at == training.Rows) throw Throw.BadSplit(validationSplit, training.Rows);
            (training, validation) = training.Split(at);
        }
        if (classWeight is not null) training = training.Weighted(classWeight);
        var options = new FitOptions
        {
            BatchSize = batchSize,
            Epochs = epochs,
            InitialEpoch = initialEpoch,
            Shuffle = shuffle,
            Seed = seed,
            Callbacks = callbacks ?? [],
            Progress = progress,
            Cancellation = cancellation,
        };
        return IndexFaults.Named(this, () => new Trainer(this, objective).Fit(training, validation, options));
    }

    /// <summary>Measures loss and metrics.</summary>
    /// <param name="x">Raw rows, with the batch first.</param>
    /// <param name="y">Labels.</param>
    /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <returns>Loss and metrics by name.</returns>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public IReadOnlyDictionary<string, double> Evaluate(TensorData x, TensorData y, int batchSize = 32, TensorData? sampleWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var objective = Objective ?? throw Throw.NotCompiled(this);
        RequireBatchSize(batchSize);
        RequireAdapted();
        var examples = Examples.Of(x, y, sampleWeight, "Evaluate");
        return IndexFaults.Named(this, () => new Trainer(this, objective).Evaluate(examples, batchSize, cancellation));
    }

    Value ITrainable.InputFor(TensorData x) => InputFor(x);

    Value ITrainable.Apply(Value x, TrainingContext? training) => Apply(x, training);

    private static void RequireBatchSize(int batchSize)
    {
        if (batchSize < 1) throw Throw.BadTrainingArgument(nameof(batchSize), "1 or more", batchSize);
    }
}
