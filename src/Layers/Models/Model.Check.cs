namespace Layers;

public abstract partial class Model
{
    /// <summary>Compares rows with what the model was adapted to, feature by feature: whether they still look like training.</summary>
    /// <param name="rows">Raw rows, with the batch first; a missing value is NaN. A few hundred or more say something of distributions; a
    /// single one only of its range.</param>
    /// <returns>The report; its documentation says what is compared, and what the check cannot see.</returns>
    /// <exception cref="LayerException">The rows have another shape than the model takes, or a value that a layer before an adapted one
    /// cannot compute with; a layer was not adapted; or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">No layer knows what it was adapted to: there is none, or the file is another
    /// program's.</exception>
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

    /// <summary>Compares rows of several inputs with what the model was adapted to.</summary>
    /// <param name="rows">A batch for each of <see cref="Inputs"/>, by name, all of the same number of rows.</param>
    /// <inheritdoc cref="Check(TensorData)"/>
    public SkewReport Check(IReadOnlyDictionary<string, TensorData> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CheckAll(ByName(rows));
    }

    /// <summary>Compares the rows of a source with what the model was adapted to, in bounded memory. Columns are matched by name, in any
    /// order.</summary>
    /// <param name="source">A source with the columns that the model was adapted to; where it takes them one by one, there may be others as
    /// well.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <inheritdoc cref="Check(TensorData)"/>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>
    /// SkewReport report = model.Check(DataFile.Csv(path));            // columns are found by name
    /// </code></example>
    public SkewReport Check(RowSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CheckAndKeep(source, cancellation)?.Skew ?? throw Throw.NothingToCheck(this);
    }

    /// <summary>Compares rows, and keeps what they show.</summary>
    /// <returns>Null where no layer knows what it was adapted to.</returns>
    internal CheckedRows? CheckAndKeep(TensorData rows) => Check(OnlySymbol(rows), Fitting(rows));

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
        return Check(symbols, _ => LayerRows.Of(source, cancellation).Select(batch => new AdaptInputs(Fitting(batch), null)));
    }

    /// <summary>Predicts rows with options.</summary>
    /// <param name="x">Raw rows <c>(batch, …)</c>.</param>
    /// <param name="options">What is to be looked at first.</param>
    /// <returns>With the batch first.</returns>
    /// <exception cref="SkewException">The guard refuses the rows; nothing was predicted.</exception>
    /// <exception cref="LayerException">A layer cannot work on an input of that shape, or was not adapted.</exception>
    /// <exception cref="InvalidOperationException">There is a guard, and no layer knows what it was adapted to.</exception>
    public TensorData Predict(TensorData x, PredictOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Guard?.Judge(Check(x));
        return Predict(x);
    }

    /// <summary>Compares rows with what the model was adapted to, from a tensor for each input, in order.</summary>
    internal SkewReport CheckAll(TensorData[] x) => CheckAllAndKeep(x)?.Skew ?? throw Throw.NothingToCheck(this);

    /// <inheritdoc cref="CheckAndKeep(TensorData)"/>
    internal CheckedRows? CheckAllAndKeep(TensorData[] x) => Check(Symbols(), x);

    private CheckedRows? Check(Value[] symbols, TensorData[] batch)
    {
        var rows = batch[0].Shape[0].Size;
        return Check(symbols, inputs => rows == 0 ? throw Throw.NothingToCompare(this) : [(rows, inputs.Read(batch, default))]);
    }

    // Read again for each layer, so that memory stays bounded whatever each layer compares.
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

    // What each layer looks at, in batches; made once, and gone through for each layer.
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

    /// <summary>The text that a missing text becomes: that of the inputs, if they have the same.</summary>
    internal string CommonMissingText => Inputs.Where(input => input.Type == DType.String)
        .Select(input => input.MissingText ?? "").Distinct().ToList() is [var only] ? only : "";

    // What layers have learned, and what leads to them, of one moment.
    private (List<(AdaptiveCall Call, AdaptState State)> Calls, LayerInputs? Inputs) Adapted(Value[] symbols)
    {
        using var together = WeightChanges.Together();
        var record = ModelAdapting.RecordOf(this, symbols);
        var calls = record.AdaptiveCalls.Where(call => call.Layer.State is not null).Select(call => (call, call.Layer.State!)).ToList();
        if (calls.Count == 0) return (calls, null);
        return (calls, new LayerInputs(this, symbols, record, calls.Select(each => each.call.Input)));
    }
}
