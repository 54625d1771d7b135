namespace Layers;

public abstract partial class Model
{
    /// <summary>Adapts all adaptive layers of the model from scratch: those that take the input first, then those that depend on
    /// them.</summary>
    /// <param name="data">Raw rows, with the batch first; a flat array is one column.</param>
    /// <param name="featureNames">The names of the features, in order; layers that take the input keep them.</param>
    /// <param name="labels">One row of labels for each row of <paramref name="data"/>, for layers that learn from labels; other layers do
    /// not use them. <see langword="null"/> for none.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <returns>The report of each layer on the data that it learned from, and the number of passes. Layers that got their state in the
    /// constructor are not adapted.</returns>
    /// <remarks>Until the last pass ends, other threads predict with the earlier state of the model; after it, they predict with the
    /// complete new state. A <see cref="MissingIndicator"/> with columns only for features that had missing values determines the shape of
    /// the layers after it, so adapt it before you put it into a model.</remarks>
    /// <exception cref="LayerException">The data has no rows, has a shape that the model does not take, or has a value that a layer before
    /// an adaptive one refuses.</exception>
    /// <exception cref="InvalidOperationException">The model has no layer to adapt, or another call is changing one of its
    /// layers.</exception>
    /// <exception cref="ArgumentException">The data has infinities, or NaN under <see cref="MissingValues.Throw"/>; the message gives the
    /// layer, the feature and the row; or the names do not fit.</exception>
    /// <exception cref="OperationCanceledException">Adapting was cancelled.</exception>
    public ModelAdaptReport Adapt(
        TensorData data, IReadOnlyList<string>? featureNames = null, TensorData? labels = null, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireNotDisposed();
        return Adapt(data, () => [(data, labels)], featureNames, progress, cancellation);
    }

    /// <summary>Adapts all adaptive layers of the model from batches, in bounded memory.</summary>
    /// <param name="batches">Raw rows. Each pass enumerates them from the first.</param>
    /// <param name="featureNames">The names of the features, in order; layers that take the input keep them.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    public ModelAdaptReport Adapt(IEnumerable<TensorData> batches, IReadOnlyList<string>? featureNames = null,
        IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireNotDisposed();
        return Adapt(batches.FirstOrDefault(), () => batches.Select(batch => ((TensorData?)batch, (TensorData?)null)), featureNames,
            progress, cancellation);
    }

    /// <summary>Adapts all adaptive layers of the model from examples, in bounded memory. Layers that learn from labels get the labels
    /// too.</summary>
    /// <param name="examples">Raw rows with their labels. Each pass enumerates them from the first. The rows of
    /// <see cref="RowSourceExamples.Examples"/> are read in the order of their source, and their columns are matched by name if layers know
    /// the names of their features.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer then keeps its earlier state.</exception>
    public ModelAdaptReport Adapt(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        RequireNotDisposed();
        if (examples is not StreamedExamples streamed)
            return Adapt(examples.FirstOrDefault().X, () => examples.Select(batch => ((TensorData?)batch.X, (TensorData?)batch.Y)), null,
                progress, cancellation);
        var symbols = OnlySymbol(TensorData.Zeros(DType.Float32, [1, streamed.FeatureNames.Count]));
        streamed = streamed.InOrder(InputNames.Of(this, symbols), ToString()).InSourceOrder();
        return new ModelAdapting(this, symbols, progress, cancellation) { FeatureNames = streamed.FeatureNames, Source = streamed.Features }
            .Run(_ => streamed.Select(batch => new AdaptInputs(CheckedBatch(batch.X), batch.Y)));
    }

    /// <summary>Adapts all adaptive layers of the model from a file, a database or another source. If the source can compute statistics of
    /// its columns, it does; otherwise the rows are read once for each pass, in bounded memory.</summary>
    /// <param name="source">A source with one column for each feature of the input. The columns may be in any order if layers know the
    /// names of their features; otherwise they must be in the order of the input.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer then keeps its earlier state.</exception>
    /// <example><code>
    /// ModelAdaptReport seen = model.Adapt(training);                  // every adaptive layer, in as few passes as the graph allows
    /// </code></example>
    public ModelAdaptReport Adapt(RowSource source, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireNotDisposed();
        source.Prepare(cancellation);
        if (TakesColumns) return AdaptColumns(source, null, progress, cancellation);
        var symbols = OnlySymbol(LayerRows.Like(source));
        source = NamedColumns.Ordered(source, InputNames.Of(this, symbols), ToString());
        return new ModelAdapting(this, symbols, progress, cancellation) { FeatureNames = source.Columns, Source = source }
            .Run(_ => LayerRows.Of(source, cancellation).Select(batch => new AdaptInputs(CheckedBatch(batch), null)));
    }

    /// <summary>Adapts all adaptive layers of the model, including those that learn from labels.</summary>
    /// <param name="source">The rows. If the model takes columns by name, the source may have other columns as well.</param>
    /// <param name="label">The name of the label column.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer then keeps its earlier state.</exception>
    public ModelAdaptReport Adapt(RowSource source, string label, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(label);
        RequireNotDisposed();
        source.Prepare(cancellation);
        return TakesColumns ? AdaptColumns(source, label, progress, cancellation)
            : Adapt(source.Examples([label], cancellation: cancellation), progress, cancellation);
    }

    /// <summary>Adapts all adaptive layers of a model with several inputs.</summary>
    /// <param name="data">A batch for each of <see cref="Inputs"/>, by name, all with the same number of rows.</param>
    /// <param name="labels">One row of labels for each row of <paramref name="data"/>, for layers that learn from labels;
    /// <see langword="null"/> for none.</param>
    /// <param name="progress">Receives the number of rows read so far in each pass.</param>
    /// <param name="cancellation">A token that cancels adapting; every layer then keeps its earlier state.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    public ModelAdaptReport Adapt(IReadOnlyDictionary<string, TensorData> data, TensorData? labels = null, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireNotDisposed();
        return WithTypes(Declare(data), () =>
        {
            // Like a table, the data may have other columns as well.
            var batch = ByName(LearnsTypes && Inputs.All(input => data.ContainsKey(input.Name))
                ? Inputs.ToDictionary(input => input.Name, input => data[input.Name]) : data);
            return new ModelAdapting(this, Symbols(), progress, cancellation).Run(_ => [new AdaptInputs(batch, labels)]);
        });
    }

    private ModelAdaptReport AdaptColumns(RowSource source, string? label, IProgress<long>? progress, CancellationToken cancellation) =>
        WithTypes(Declare(source.Columns.Zip(source.Types).ToDictionary(pair => pair.First, pair => pair.Second)), () =>
        {
            var columns = new ColumnSource(this, source, label, cancellation);
            return new ModelAdapting(this, Symbols(), progress, cancellation) { Columns = columns }.Run(columns.Read);
        });

    // The types of the columns are declared before adapting, and forgotten if adapting fails.
    private static ModelAdaptReport WithTypes(Action undo, Func<ModelAdaptReport> adapt)
    {
        try
        {
            return adapt();
        }
        catch
        {
            undo();
            throw;
        }
    }

    private Value[] OnlySymbol(TensorData first)
    {
        if (Inputs.Count > 1) throw Throw.SeveralInputs(this);
        return Inputs.Count == 1 ? Symbols() : [InputFor(AsColumn(first))];
    }

    private ModelAdaptReport Adapt(
        TensorData? first, Func<IEnumerable<(TensorData? Features, TensorData? Labels)>> batches, IReadOnlyList<string>? featureNames,
        IProgress<long>? progress, CancellationToken cancellation)
    {
        var symbols = OnlySymbol(first ?? throw Throw.NoRows(this));
        var learned = featureNames is null ? null : InputNames.Of(this, symbols);
        var order = learned is null ? null : NamedColumns.Order(learned, featureNames!, ToString());
        return new ModelAdapting(this, symbols, progress, cancellation) { FeatureNames = learned ?? featureNames }
            .Run(_ => batches().Select(batch => new AdaptInputs(CheckedBatch(NamedColumns.Reordered(batch.Features, order)),
            batch.Labels)));
    }

    private TensorData[] CheckedBatch(TensorData? batch)
    {
        batch = AsColumn(batch ?? throw Throw.NoBatch(this));
        RequireFit(Inputs[0], batch);
        return [batch];
    }

    // If a row is one number or text, the rows become a single column, as in Keras. If the model does not know its input, this applies to
    // numbers only, because a text may be a complete row.
    private TensorData AsColumn(TensorData x) =>
        x.Shape.Rank == 1 && (Inputs.Count == 0 ? x.Type.IsFloat() : Inputs is [var only] && IsColumn(only))
            ? x.Reshape([x.Shape[0], 1]) : x;

    private static bool IsColumn(Input input) => input.Shape is { Rank: 2 } shape && shape[1] == 1;

    /// <summary>Declares the types of the data. The returned action undoes the declaration.</summary>
    internal virtual Action Declare(IReadOnlyDictionary<string, TensorData> x) => () => { };

    private IReadOnlyDictionary<string, TensorData> WithColumns(IReadOnlyDictionary<string, TensorData> x)
    {
        var flat = Inputs.Where(input => IsColumn(input) && x.GetValueOrDefault(input.Name) is { Shape.Rank: 1 })
            .Select(input => input.Name).ToHashSet();
        return flat.Count == 0 ? x : x.ToDictionary(
            pair => pair.Key, pair => flat.Contains(pair.Key) ? pair.Value.Reshape([pair.Value.Shape[0], 1]) : pair.Value);
    }

    /// <summary>Returns a tensor for each input, in order.</summary>
    private TensorData[] ByName(IReadOnlyDictionary<string, TensorData> x)
    {
        x = WithColumns(x);
        Require(x, mayBeLeftOut: false);
        return [.. Inputs.Select(input => x[input.Name])];
    }

    private void Require(IReadOnlyDictionary<string, TensorData> x, bool mayBeLeftOut)
    {
        var given = Inputs.Where(input => !mayBeLeftOut || !input.IsOptional || x.ContainsKey(input.Name)).ToList();
        var names = given.Select(input => input.Name).ToHashSet();
        if (!names.SetEquals(x.Keys)) throw Throw.WrongInputNames(this, [.. names], [.. x.Keys]);
        foreach (var input in given) RequireFit(input, x[input.Name]);
        if (given.Count == 0) return;
        var rows = x[given[0].Name].Shape[0].Size;
        foreach (var other in given)
            if (x[other.Name].Shape[0] != rows) throw Throw.InputRowsDiffer(this, given[0], rows, other, x[other.Name].Shape[0].Size);
    }
}
