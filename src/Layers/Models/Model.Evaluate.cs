namespace Layers;

// The overloads of Evaluate.
public abstract partial class Model
{
    /// <summary>Computes the loss and the metrics.</summary>
    /// <param name="x">Raw rows, with the batch first. For a model with several inputs: rows for each input, by its name.</param>
    /// <param name="y">The labels. For a model with several outputs: labels for each output that has a loss or metrics, by its
    /// name.</param>
    /// <param name="batchSize">The number of rows in a batch, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One weight for each row, 0 or more. For a model with several outputs: weights for each output, by its
    /// name. <see langword="null"/>, and an output without weights, for a weight of 1.</param>
    /// <param name="cancellation">A token that cancels the evaluation.</param>
    /// <returns>The loss and the metrics by name and, if the classes of an output are known, the classification results of the
    /// output.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights,
    /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"
    /// path="/exception"/>
    /// <example><code>
    /// var measured = model.Evaluate(x, y);
    /// double loss = measured["loss"], error = measured["mean_squared_error"];
    /// </code></example>
    public Evaluation Evaluate(
        TensorData x, TensorData y, int batchSize = 32, TensorData? sampleWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, y, sampleWeight, "Evaluate", new(this, learns: false)), batchSize, cancellation);
    }

    /// <summary>Computes the loss and the metrics of batches as they come, in bounded memory.</summary>
    /// <param name="batches">Raw rows with their labels. All batches have the shape of the first batch, except for the number of rows. The
    /// columns of <see cref="RowSourceExamples.Examples"/> are matched by name if layers know the names of their features.</param>
    /// <param name="cancellation">A token that cancels the evaluation.</param>
    /// <inheritdoc cref="Evaluate(TensorData, TensorData, int, TensorData, CancellationToken)"
    /// path="/*[self::returns or self::exception]"/>
    public Evaluation Evaluate(IEnumerable<(TensorData X, TensorData Y)> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireNotDisposed();
        var objective = Ready();
        var examples = ExamplesOf(batches, "Evaluate");
        return IndexFaults.Named(this, () => new Trainer(this, objective).Evaluate(examples, KnownClasses(), cancellation));
    }

    /// <summary>Computes the loss and the metrics of a model with several inputs or outputs.</summary>
    /// <inheritdoc cref="Evaluate(TensorData, TensorData, int, TensorData, CancellationToken)"
    /// path="/*[self::param or self::returns or self::exception]"/>
    public Evaluation Evaluate(
        IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y, int batchSize = 32,
        IReadOnlyDictionary<string, TensorData>? sampleWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, y, sampleWeight, "Evaluate", new(this, learns: false)), batchSize, cancellation);
    }

    /// <summary>Computes the loss and the metrics of a model with several inputs and one output.</summary>
    /// <inheritdoc cref="Evaluate(TensorData, TensorData, int, TensorData, CancellationToken)"
    /// path="/*[self::param or self::returns or self::exception]"/>
    public Evaluation Evaluate(
        IReadOnlyDictionary<string, TensorData> x, TensorData y, int batchSize = 32, TensorData? sampleWeight = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, OfOnlyOutput(y), OfOnlyOutput(sampleWeight), "Evaluate", new(this, learns: false)), batchSize,
            cancellation);
    }

    /// <summary>Evaluates rows in memory.</summary>
    internal Evaluation Evaluate(Func<Examples> examples, int batchSize, CancellationToken cancellation)
    {
        RequireNotDisposed();
        var objective = Ready(batchSize);
        var data = examples();
        return IndexFaults.Named(this, () => new Trainer(this, objective).Evaluate(data, batchSize, KnownClasses(), cancellation));
    }

    private KnownClasses?[]? KnownClasses()
    {
        var labels = Labels;
        return labels.IsEmpty ? null : [.. OutputNames.Select((_, place) =>
            labels.GetValueOrDefault(place) is { Classes: { } classes, Columns: var columns }
                ? new KnownClasses([.. classes.Names], columns is [var column] ? column : null) : null)];
    }
}
