using System.Diagnostics.CodeAnalysis;

namespace Layers;

public abstract partial class Model : ITrainable
{
    /// <summary>What the epochs of the last <c>Fit</c> ended with, which files keep; <see langword="null"/> where none came to its end yet.</summary>
    public History? History { get; internal set; }

    /// <summary>Trains.</summary>
    /// <param name="x">Raw rows, with the batch first.</param>
    /// <param name="y">Labels of the shape that the loss asks for.</param>
    /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
    /// <param name="sampleWeight">One number a row, 0 or more, by which its loss counts; <see langword="null"/> for 1 each.</param>
    /// <param name="classWeight">By what the loss of each class counts, by the words or the numbers of classes; classes that are not named count 1. In place of
    /// <paramref name="sampleWeight"/>; validation does not use it. <see langword="null"/> (the default) for 1 each.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="InvalidOperationException">The model was not compiled, or has nothing to train, or ends in a softmax over one unit;
    /// a callback waits for a number that no epoch
    /// logs; the loss is no longer a finite number (<see cref="ChecksLoss"/>); or another call changes the model, or a layer of it, at the
    /// moment.</exception>
    /// <exception cref="LayerException">A layer cannot work on these rows, or was not adapted.</exception>
    /// <exception cref="ArgumentException">There are no rows; counts, shapes or classes do not fit; a number is not finite; an argument is out of range.</exception>
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
        return Fit(labels => ExamplesOf(x, y, sampleWeight, "Fit", labels), validationSplit, labels => ValidationOf(validationData, labels), classWeight,
            new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation));
    }

    /// <summary>Trains a model of several inputs or outputs.</summary>
    /// <param name="x">Raw rows for each input, by its name.</param>
    /// <param name="y">Labels for each output that has a loss or metrics, by its name.</param>
    /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
    /// <param name="sampleWeight">One number a row for each output, by its name; outputs that are not named count 1 a row.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <returns>Loss and metrics of each epoch: <c>loss</c> is the weighted sum, <c>NAME_loss</c> and <c>NAME_METRIC</c> those of an output.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
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
        return Fit(labels => ExamplesOf(x, y, sampleWeight, "Fit", labels), validationSplit, labels => ValidationOf(validationData, labels), null,
            new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation));
    }

    /// <summary>Trains a model of several inputs and one output.</summary>
    /// <param name="x">Raw rows for each input, by its name.</param>
    /// <param name="y">Labels of the shape that the loss asks for.</param>
    /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
    /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
    /// <param name="validationData">Data for validation; takes precedence over <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
    /// <param name="sampleWeight">One number a row, 0 or more, by which its loss counts; <see langword="null"/> for 1 each.</param>
    /// <param name="classWeight">By what the loss of each class counts; in place of <paramref name="sampleWeight"/>.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights,
    /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"/>
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
    /// <param name="batches">Raw rows with their labels, each a step, of the sizes of the first but for their rows; gone through from the first on in each epoch. A source that shuffles
    /// gives another order each time. The columns of <see cref="RowSourceExamples.Examples"/> are matched by name where layers know the names of their features.</param>
    /// <param name="epochs">How often all batches are gone through, 0 or more; default 1.</param>
    /// <param name="validationData">Data for validation, in memory; <see langword="null"/> for none.</param>
    /// <param name="callbacks">What happens beside training.</param>
    /// <param name="seed">Decides what is dropped; default 0.</param>
    /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Stops training after a step; the model then keeps what that step learned.</param>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)"/>
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
        var objective = Objective ?? throw Throw.NotCompiled(this);
        if (epochs < 0) throw Throw.BadTrainingArgument(nameof(epochs), "0 or more", epochs);
        RequireAdapted();
        var examples = ExamplesOf(batches, "Fit");
        var options = new FitOptions(1, epochs, initialEpoch, Shuffle: false, seed, callbacks, progress, cancellation);
        return Trained(IndexFaults.Named(this, () => new Trainer(this, objective)
            .Fit(examples, ValidationOf(validationData, new(this, learns: false)), options)));
    }

    /// <summary>Measures loss and metrics.</summary>
    /// <param name="x">Raw rows, with the batch first.</param>
    /// <param name="y">Labels.</param>
    /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <returns>Loss and metrics by name and, where an output has classes that are known, how well they were told apart.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
    /// <example><code>
    /// var measured = model.Evaluate(x, y);
    /// double loss = measured["loss"], error = measured["mean_squared_error"];
    /// </code></example>
    public Evaluation Evaluate(TensorData x, TensorData y, int batchSize = 32, TensorData? sampleWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, y, sampleWeight, "Evaluate", new(this, learns: false)), batchSize, cancellation);
    }

    /// <summary>Measures loss and metrics of batches as they come, in bounded memory.</summary>
    /// <param name="batches">Raw rows with their labels, of the sizes of the first but for their rows. The columns of <see cref="RowSourceExamples.Examples"/> are matched by
    /// name where layers know the names of their features.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <returns>Loss and metrics by name and, where an output has classes that are known, how well they were told apart.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
    public Evaluation Evaluate(IEnumerable<(TensorData X, TensorData Y)> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireNotDisposed();
        var objective = Objective ?? throw Throw.NotCompiled(this);
        RequireAdapted();
        var examples = ExamplesOf(batches, "Evaluate");
        return IndexFaults.Named(this, () => new Trainer(this, objective).Evaluate(examples, KnownClasses(), cancellation));
    }

    /// <summary>Measures loss and metrics of a model of several inputs or outputs.</summary>
    /// <param name="x">Raw rows for each input, by its name.</param>
    /// <param name="y">Labels for each output that has a loss or metrics, by its name.</param>
    /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One number a row for each output, by its name; outputs that are not named count 1 a row.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <returns>Loss and metrics by name and, where an output has classes that are known, how well they were told apart.</returns>
    /// <inheritdoc cref="Fit(TensorData, TensorData, int, int, double, ValidationData, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
    public Evaluation Evaluate(IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y, int batchSize = 32, IReadOnlyDictionary<string, TensorData>? sampleWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, y, sampleWeight, "Evaluate", new(this, learns: false)), batchSize, cancellation);
    }

    /// <summary>Measures loss and metrics of a model of several inputs and one output.</summary>
    /// <param name="x">Raw rows for each input, by its name.</param>
    /// <param name="y">Labels.</param>
    /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
    /// <param name="sampleWeight">One number a row, 0 or more; <see langword="null"/> for 1 each.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <inheritdoc cref="Evaluate(TensorData, TensorData, int, TensorData, CancellationToken)"/>
    public Evaluation Evaluate(
        IReadOnlyDictionary<string, TensorData> x, TensorData y, int batchSize = 32, TensorData? sampleWeight = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return Evaluate(() => ExamplesOf(x, OfOnlyOutput(y), OfOnlyOutput(sampleWeight), "Evaluate", new(this, learns: false)), batchSize,
            cancellation);
    }

    IReadOnlyList<Value> ITrainable.InputsFor(IReadOnlyList<TensorData> x)
    {
        if (x is not [var only] || Inputs.Count > 1) return Symbols();
        if (OutputNames.Count == 1) return [InputFor(only)];
        RequireFit(Inputs[0], only);
        return Symbols();
    }

    private IEnumerable<Examples> ExamplesOf(IEnumerable<(TensorData X, TensorData Y)> batches, string use)
    {
        // Rows that have names are matched by name; those without go by position.
        // A source draws its rows from a window, and each keeps its position there.
        return batches is StreamedExamples named
            ? Read(named.InOrder(InputNames.Of(this), ToString()).WithPositions().Select(batch => (batch.X, batch.Y, (long[]?)batch.Positions)))
            : Read(batches.Select(batch => (batch.X, batch.Y, (long[]?)null)));

        IEnumerable<Examples> Read(IEnumerable<(TensorData X, TensorData Y, long[]? Positions)> ordered)
        {
            var labels = new LabelCoding(this, learns: false);
            var before = new RowsBefore(0, InBatches: true);
            foreach (var (rows, y, positions) in ordered)
            {
                if (rows is null || y is null) throw Throw.NoBatch(this);
                var x = AsColumn(rows);
                if (Input is { } input) RequireFit(input, x);
                RequireOneInputAndOutput();
                var examples = Examples.Of([x], [labels.Encode(0, y, [x], before)], [null], use, before, positions);
                before = before.And(examples.Rows);
                yield return examples;
            }
        }
    }

    void ITrainable.RequireTexts(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before)
    {
        for (var i = 0; i < inputs.Count; i++) NullTexts.Refuse(this, inputs, inputs[i].Name!, x[i], before);
    }

    void ITrainable.RequireRight(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before) => RequireRight(inputs, x, before);

    IReadOnlyList<Value> ITrainable.ApplyAll(IReadOnlyList<Value> inputs, CallRecord record) => ApplyAll(inputs, record);

    /// <summary>Trains on rows in memory.</summary>
    /// <param name="examples">Reads the rows.</param>
    /// <param name="validationSplit">The share of them that is kept for validation.</param>
    /// <param name="validationData">Reads rows for validation, after the others.</param>
    /// <param name="classWeight">By what the loss of each class counts.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="columns">Once the rows were read: the columns that go in by position, for <see cref="FittedColumns"/>.</param>
    internal History Fit(
        Func<LabelCoding, Examples> examples, double validationSplit, Func<LabelCoding, Examples?> validationData,
        ClassWeights? classWeight, FitOptions options, Func<IReadOnlyList<string>?>? columns = null)
    {
        using var change = BeginFit();
        var objective = Objective ?? throw Throw.NotCompiled(this);
        RequireBatchSize(options.BatchSize);
        if (options.Epochs < 0) throw Throw.BadTrainingArgument("epochs", "0 or more", options.Epochs);
        if (!(validationSplit >= 0 && validationSplit < 1)) throw Throw.BadTrainingArgument(nameof(validationSplit), "from 0 to below 1", validationSplit);
        RequireAdapted();

        var labels = new LabelCoding(this, learns: true);
        var training = examples(labels);
        var validation = validationData(labels);
        if (validation is null && validationSplit > 0)
        {
            // In Keras's own order of operations: its rounding decides on which side a row falls.
            var at = (int)Math.Floor(training.Rows * (1 - validationSplit));
            if (at == 0 || at == training.Rows) throw Throw.BadSplit(validationSplit, training.Rows);
            (training, validation) = training.Split(at);
        }
        if (classWeight is not null)
            training = training.Weighted(classWeight.By(labels.ClassesOf(0)), ClassCounts.Of(this, objective.Outputs[0], training));
        // A callback may save the model, and a training that is stopped keeps what it learned: both with the classes and the columns that
        // it learned them for.
        var (labelsBefore, columnsBefore, trainer) = (Labels, FittedColumns, new Trainer(this, objective));
        labels.Keep();
        FittedColumns = columns?.Invoke() ?? FittedColumns;
        try
        {
            return Trained(IndexFaults.Named(this, () => trainer.Fit(training, validation, options)));
        }
        catch when (!trainer.HasBegun)
        {
            (Labels, FittedColumns) = (labelsBefore, columnsBefore);
            throw;
        }
    }

    private History Trained(History history)
    {
        history.Warnings = LossWarnings;
        return History = history;
    }

    private Changing BeginFit()
    {
        RequireNotDisposed();
        var changed = Changing.Tree(this).ToLookup(layer => layer == this || MayTrain(layer));
        return Changing.Begin(Changing.Fit, this, Optimizer is { } optimizer ? [.. changed[true], optimizer] : changed[true], changed[false]);
    }

    // A layer that holds some of its weights back may still move others in training, as a normalization moves its means.
    private static bool MayTrain(Layer layer) =>
        layer is not Model && layer.Trainable && (layer.Weights.Count > 0 || !layer.IsBuilt) && (layer is not AdaptiveLayer || layer.TrainableWeights.Count > 0);

    private Examples? ValidationOf(ValidationData? data, LabelCoding labels) => data is null ? null
        : data.X is { } x ? ExamplesOf(x, data.Y!, data.SampleWeight, "Validation", labels)
        : ExamplesOf(data.Inputs!, data.Outputs ?? OfOnlyOutput(data.Y!), data.SampleWeights ?? OfOnlyOutput(data.SampleWeight),
            "Validation", labels);

    [return: NotNullIfNotNull(nameof(data))]
    private Dictionary<string, TensorData>? OfOnlyOutput(TensorData? data)
    {
        if (data is null) return null;
        return OutputNames is [var only] ? new() { [only] = data } : throw Throw.SeveralOutputs(this, OutputNames);
    }

    /// <summary>Measures rows in memory.</summary>
    internal Evaluation Evaluate(Func<Examples> examples, int batchSize, CancellationToken cancellation)
    {
        RequireNotDisposed();
        var objective = Objective ?? throw Throw.NotCompiled(this);
        RequireBatchSize(batchSize);
        RequireAdapted();
        var data = examples();
        return IndexFaults.Named(this, () => new Trainer(this, objective).Evaluate(data, batchSize, KnownClasses(), cancellation));
    }

    private KnownClasses?[]? KnownClasses()
    {
        var labels = Labels;
        return labels.IsEmpty ? null : [.. OutputNames.Select((_, place) => labels.GetValueOrDefault(place) is not { Classes: { } classes, Columns: var columns } ? null
            : new KnownClasses([.. classes.Names], columns is [var column] ? column : null))];
    }

    /// <summary>Rows with their labels, to be measured.</summary>
    internal Examples ExamplesOf(TensorData x, TensorData y, string use) => ExamplesOf(x, y, null, use, new(this, learns: false));

    private Examples ExamplesOf(TensorData x, TensorData y, TensorData? weights, string use, LabelCoding labels)
    {
        RequireOneInputAndOutput();
        x = AsColumn(x);
        return Examples.Of([x], [labels.Encode(0, y, [x])], [weights], use);
    }

    private void RequireOneInputAndOutput()
    {
        if (Inputs.Count > 1) throw Throw.SeveralInputs(this);
        if (OutputNames.Count > 1) throw Throw.SeveralOutputs(this, OutputNames);
    }

    private Examples ExamplesOf(IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y, IReadOnlyDictionary<string, TensorData>? weights, string use, LabelCoding labels)
    {
        x = InRank(x);
        Require(x, mayBeLeftOut: false);
        var outputs = Objective!.Outputs;
        foreach (var name in y.Keys.Concat(weights?.Keys ?? []))
            if (!OutputNames.Contains(name)) throw Throw.WrongOutputName(this, OutputNames, name);
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i].NeedsLabels && !y.ContainsKey(OutputNames[i])) throw Throw.MissingLabels(this, OutputNames[i]);
        TensorData[] rows = [.. Inputs.Select(input => x[input.Name])];
        return Examples.Of(rows, [.. OutputNames.Select((name, i) => y.GetValueOrDefault(name) is { } some ? labels.Encode(i, some, rows) : null)], [.. OutputNames.Select(name => weights?.GetValueOrDefault(name))], use);
    }

    private static void RequireBatchSize(int batchSize)
    {
        if (batchSize < 1) throw Throw.BadTrainingArgument(nameof(batchSize), "1 or more", batchSize);
    }
}
