namespace Layers;

public abstract partial class Model
{
    /// <summary>Compares rows with the data that the model was adapted to, feature by feature, and so shows whether the rows still resemble
    /// the training data.</summary>
    /// <param name="rows">Raw rows, with the batch first; NaN is a missing value. A few hundred rows or more can be compared as
    /// distributions; a single row can only be compared with the learned range.</param>
    /// <returns>The report. Its documentation describes the comparison and its limits.</returns>
    /// <exception cref="LayerException">The rows have a shape that the model does not take, or a value that a layer before an adaptive one
    /// refuses; a layer is not adapted; or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">No layer has a state to compare with: the model has no adaptive layer, or its file was
    /// written by another program.</exception>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    /// <example><code>
    /// SkewReport report = model.Check(x);
    /// if (report.Verdict != SkewVerdict.Alike) Console.WriteLine(report);
    /// </code></example>
    public SkewReport Check(TensorData rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CheckAndKeep(rows)?.Skew ?? throw Throw.NothingToCheck(this);
    }

    /// <summary>Compares rows of several inputs with the data that the model was adapted to.</summary>
    /// <param name="rows">A batch for each of <see cref="Inputs"/>, by name, all with the same number of rows.</param>
    /// <inheritdoc cref="Check(TensorData)"/>
    public SkewReport Check(IReadOnlyDictionary<string, TensorData> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CheckAll(ByName(rows));
    }

    /// <summary>Compares the rows of a source with the data that the model was adapted to, in bounded memory. Columns are matched by name,
    /// in any order.</summary>
    /// <param name="source">A source with the columns that the model was adapted to. If the model takes its columns as separate inputs, the
    /// source may have other columns as well.</param>
    /// <param name="cancellation">A token that cancels the check.</param>
    /// <inheritdoc cref="Check(TensorData)"/>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    /// <example><code>
    /// SkewReport report = model.Check(DataFile.Csv(path));            // columns are found by name
    /// </code></example>
    public SkewReport Check(RowSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CheckAndKeep(source, cancellation)?.Skew ?? throw Throw.NothingToCheck(this);
    }

    /// <summary>Compares rows, and also returns their statistics.</summary>
    /// <returns>The result; null if no layer has a state to compare with.</returns>
    internal CheckedRows? CheckAndKeep(TensorData rows) => Check(OnlySymbol(rows), CheckedBatch(rows));

    /// <inheritdoc cref="CheckAndKeep(TensorData)"/>
    internal CheckedRows? CheckAndKeep(RowSource source, CancellationToken cancellation)
    {
        source.Prepare(cancellation);
        RequireNotDisposed();
        RequireAdapted();
        source = ModelTypes.Of(this, source, cancellation);
        if (TakesColumns) return Check(Symbols(), new ColumnSource(this, source, null, cancellation).Read);
        var symbols = OnlySymbol(LayerRows.Like(source));
        source = NamedColumns.Ordered(source, InputNames.Of(this, symbols), ToString());
        return Check(symbols, _ => LayerRows.Of(source, cancellation).Select(batch => new AdaptInputs(CheckedBatch(batch), null)));
    }

    /// <summary>Predicts rows with options.</summary>
    /// <param name="x">Raw rows <c>(batch, …)</c>.</param>
    /// <param name="options">The options, for example a check of the rows before the prediction.</param>
    /// <returns>The predictions, with the batch first.</returns>
    /// <exception cref="SkewException">The guard refuses the rows; nothing is predicted.</exception>
    /// <exception cref="LayerException">A layer cannot take an input of this shape, or is not adapted.</exception>
    /// <exception cref="InvalidOperationException">The options have a guard, and no layer has a state to compare with.</exception>
    public TensorData Predict(TensorData x, PredictOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Guard?.Judge(Check(x));
        return Predict(x);
    }

    /// <summary>Compares rows with the data that the model was adapted to. The rows are a tensor for each input, in order.</summary>
    internal SkewReport CheckAll(TensorData[] x) => CheckAllAndKeep(x)?.Skew ?? throw Throw.NothingToCheck(this);

    /// <inheritdoc cref="CheckAndKeep(TensorData)"/>
    internal CheckedRows? CheckAllAndKeep(TensorData[] x) => Check(Symbols(), x);

    private CheckedRows? Check(Value[] symbols, TensorData[] batch)
    {
        var rows = batch[0].Shape[0].Size;
        return Check(symbols, inputs => rows == 0 ? throw Throw.NothingToCompare(this) : [(rows, inputs.Read(batch, default))]);
    }

    // Reads the batches again for each layer, so that memory stays bounded.
    private CheckedRows? Check(Value[] symbols, Func<PassNeeds, IEnumerable<AdaptInputs>> read)
    {
        return Check(symbols, Seen);

        IEnumerable<(long, IReadOnlyList<TensorData>)> Seen(LayerInputs inputs)
        {
            var before = new RowsBefore(0, InBatches: true);
            foreach (var batch in read(new PassNeeds(inputs.InputsRead, NeedsLabels: false)))
            {
                yield return (batch.Rows, inputs.Read(batch.Inputs, before));
                before = before.And(batch.Rows);
            }
        }
    }

    // The inputs of each layer, in batches. The sequence is created once, and enumerated for each layer.
    private CheckedRows? Check(Value[] symbols, Func<LayerInputs, IEnumerable<(long Rows, IReadOnlyList<TensorData> Seen)>> read)
    {
        RequireNotDisposed();
        RequireAdapted();
        var (calls, inputs) = Adapted(symbols);
        if (inputs is null) return null;
        using var open = inputs;
        var batches = read(inputs);
        var missingText = CommonMissingText;
        var features = new List<FeatureSkew>();
        var kept = new List<KeyValuePair<string, AdaptReport>>();
        var (rows, isCompared) = (0L, false);
        for (var i = 0; i < calls.Count; i++)
        {
            var (call, state) = calls[i];
            if (state.CompareAndKeep(Seen(i), missingText) is not { } found) continue;
            features.AddRange(found.Findings.Select(feature => feature with { Layer = call.Layer.Path }));
            if (found.Rows is { } report) kept.Add(KeyValuePair.Create(call.Layer.Path, report));
            isCompared = true;
        }
        if (!isCompared) return null;
        if (rows == 0) throw Throw.NothingToCompare(this);
        return new CheckedRows(new SkewReport(rows, features), kept);

        IEnumerable<AdaptBatch> Seen(int i)
        {
            rows = 0;
            foreach (var batch in batches)
            {
                rows += batch.Rows;
                yield return new AdaptBatch(batch.Seen[i]) { Learner = calls[i].Call.Layer };
            }
        }
    }

    /// <summary>The text that replaces a missing text, if all text inputs have the same; otherwise the empty text.</summary>
    internal string CommonMissingText => Inputs.Where(input => input.Type == DType.String)
        .Select(input => input.MissingText ?? "").Distinct().ToList() is [var only] ? only : "";

    // Takes the states and the graph that leads to the layers under one lock, so that they belong together.
    private (List<(AdaptiveCall Call, AdaptState State)> Calls, LayerInputs? Inputs) Adapted(Value[] symbols)
    {
        using var together = WeightChanges.Together();
        var record = ModelAdapting.RecordOf(this, symbols);
        var calls = record.AdaptiveCalls.Where(call => call.Layer.State is not null).Select(call => (call, call.Layer.State!)).ToList();
        if (calls.Count == 0) return (calls, null);
        return (calls, new LayerInputs(this, symbols, record, calls.Select(each => each.call.Input)));
    }
}
