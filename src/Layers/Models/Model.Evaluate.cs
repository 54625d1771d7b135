namespace Layers;

// What Evaluate takes.
public abstract partial class Model
{
    /// <summary>Measures loss and metrics.</summary>
    /// <param name="x">Raw rows, with the batch first; of a model of several inputs rows for each input, by its name.</param>
    /// <param name="y">Labels; of a model of several outputs labels for each output that has a loss or metrics, by its name.</param>
    /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One number a row, 0 or more; of a model of several outputs numbers for each output, by its name.
    /// <see langword="null"/>, and an output that is not named, for 1 each.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <returns>Loss and metrics by name and, where an output has classes that are known, how well they were told apart.</returns>
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

    /// <summary>Measures loss and metrics of batches as they come, in bounded memory.</summary>
    /// <param name="batches">Raw rows with their labels, of the sizes of the first but for their rows. The columns of
    /// <see cref="RowSourceExamples.Examples"/> are matched by name where layers know the names of their features.</param>
    /// <param name="cancellation">Stops the measuring.</param>
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

    /// <summary>Measures loss and metrics of a model of several inputs or outputs.</summary>
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

    /// <summary>Measures loss and metrics of a model of several inputs and one output.</summary>
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

    /// <summary>Measures rows in memory.</summary>
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
