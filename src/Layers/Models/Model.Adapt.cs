namespace Layers;

public abstract partial class Model
{
    /// <summary>Adapts every adaptive layer of the model, afresh: those that look at the input first, then those that look at what these
    /// give.</summary>
    /// <param name="data">Raw rows, with the batch first; a flat array is one column.</param>
    /// <param name="featureNames">What the features are called, in order; layers that look at the input remember it.</param>
    /// <param name="labels">One row for each row of <paramref name="data"/>, for layers that learn from labels too; the others do not look
    /// at them. <see langword="null"/> for none.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <returns>What each layer saw, and in how many passes. Layers whose constructor gave them their state are left alone.</returns>
    /// <remarks>Until the last pass ends, other threads predict with the model as it was; then with all that it learned. A
    /// <see cref="MissingIndicator"/> that shows only the features that were missing decides the shape of what follows it, and is to be
    /// adapted before it joins a model.</remarks>
    /// <exception cref="LayerException">The data has no rows, another shape than the model takes, or a value that a layer before an adapted
    /// one cannot compute with.</exception>
    /// <exception cref="InvalidOperationException">The model has nothing to adapt; or another call changes one of its layers at the
    /// moment.</exception>
    /// <exception cref="ArgumentException">The data holds infinities, or NaN under <see cref="MissingValues.Throw"/>; the message names
    /// layer, feature and row. Or the names do not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ModelAdaptReport Adapt(
        TensorData data, IReadOnlyList<string>? featureNames = null, TensorData? labels = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireNotDisposed();
        return Adapt(data, () => [(data, labels)], featureNames, progress, cancellation);
    }

    /// <summary>Adapts every adaptive layer of the model from batches, in bounded memory.</summary>
    /// <param name="batches">Raw rows; gone through from the first on for each pass.</param>
    /// <param name="featureNames">What the features are called, in order; layers that look at the input remember it.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    public ModelAdaptReport Adapt(IEnumerable<TensorData> batches, IReadOnlyList<string>? featureNames = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireNotDisposed();
        return Adapt(batches.FirstOrDefault(), () => batches.Select(batch => ((TensorData?)batch, (TensorData?)null)), featureNames, progress, cancellation);
    }

    /// <summary>Adapts every adaptive layer of the model from examples, in bounded memory; layers that learn from labels get the labels
    /// too.</summary>
    /// <param name="examples">Raw rows with their labels; gone through from the first on for each pass. The rows of
    /// <see cref="RowSourceExamples.Examples"/> are read in the order of their source, and their columns are matched by name where layers
    /// know the names of their features.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer is then what it was.</exception>
    public ModelAdaptReport Adapt(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        RequireNotDisposed();
        if (examples is not StreamedExamples streamed) return Adapt(examples.FirstOrDefault().X, () => examples.Select(batch => ((TensorData?)batch.X, (TensorData?)batch.Y)), null, progress, cancellation);
        var symbols = OnlySymbol(TensorData.Zeros(DType.Float32, [1, streamed.FeatureNames.Count]));
        streamed = streamed.InOrder(InputNames.Of(this, symbols), ToString()).InSourceOrder();
        return new ModelAdapting(this, symbols, progress, cancellation) { FeatureNames = streamed.FeatureNames, Source = streamed.Features }
            .Run(_ => streamed.Select(batch => new AdaptInputs(Fitting(batch.X), batch.Y)));
    }

    /// <summary>Adapts every adaptive layer of the model from a file, a database or another source. Statistics of the columns are computed
    /// where the rows are, if the source can; otherwise the rows are read, once for each pass, in bounded memory.</summary>
    /// <param name="source">A source with one column for each feature of the input; in any order where layers know the names of their
    /// features, else in that of the input.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer is then what it was.</exception>
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
            .Run(_ => LayerRows.Of(source, cancellation).Select(batch => new AdaptInputs(Fitting(batch), null)));
    }

    /// <summary>Adapts every adaptive layer of the model, those that learn from labels too.</summary>
    /// <param name="source">The rows; where the model takes columns by name, there may be others as well.</param>
    /// <param name="label">The column that holds the labels.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; every layer is then what it was.</exception>
    public ModelAdaptReport Adapt(RowSource source, string label, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(label);
        RequireNotDisposed();
        source.Prepare(cancellation);
        return TakesColumns ? AdaptColumns(source, label, progress, cancellation) : Adapt(source.Examples([label], cancellation: cancellation), progress, cancellation);
    }

    /// <summary>Adapts every adaptive layer of a model of several inputs.</summary>
    /// <param name="data">A batch for each of <see cref="Inputs"/>, by name, all of the same number of rows.</param>
    /// <param name="labels">One row for each row of <paramref name="data"/>, for layers that learn from labels too; <see langword="null"/>
    /// for none.</param>
    /// <param name="progress">Told the rows read so far in each pass.</param>
    /// <param name="cancellation">Stops it; every layer is then what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IReadOnlyList{string}, TensorData, IProgress{long}, CancellationToken)"/>
    public ModelAdaptReport Adapt(IReadOnlyDictionary<string, TensorData> data, TensorData? labels = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireNotDisposed();
        return WithTypes(Declare(data), () =>
        {
            // As a table, data may have other columns as well.
            var batch = ByName(LearnsTypes && Inputs.All(input => data.ContainsKey(input.Name)) ? Inputs.ToDictionary(input => input.Name, input => data[input.Name]) : data);
            return new ModelAdapting(this, Symbols(), progress, cancellation).Run(_ => [new AdaptInputs(batch, labels)]);
        });
    }

    private ModelAdaptReport AdaptColumns(RowSource source, string? label, IProgress<long>? progress, CancellationToken cancellation) =>
        WithTypes(Declare(source.Columns.Zip(source.Types).ToDictionary(pair => pair.First, pair => pair.Second)), () =>
        {
            var columns = new ColumnSource(this, source, label, cancellation);
            return new ModelAdapting(this, Symbols(), progress, cancellation) { Columns = columns }.Run(columns.Read);
        });

    // What the types of columns are is learned as well, or not.
    private static ModelAdaptReport WithTypes(Action forget, Func<ModelAdaptReport> adapt)
    {
        try
        {
            return adapt();
        }
        catch
        {
            forget();
            throw;
        }
    }

    private Value[] OnlySymbol(TensorData first)
    {
        if (Inputs.Count > 1) throw Throw.SeveralInputs(this);
        return Inputs.Count == 1 ? Symbols() : [InputFor(AsColumn(first))];
    }

    private ModelAdaptReport Adapt(
        TensorData? first, Func<IEnumerable<(TensorData? Features, TensorData? Labels)>> batches, IReadOnlyList<string>? featureNames, IProgress<long>? progress, CancellationToken cancellation)
    {
        var symbols = OnlySymbol(first ?? throw Throw.NoRows(this));
        var learned = featureNames is null ? null : InputNames.Of(this, symbols);
        var order = learned is null ? null : NamedColumns.Order(learned, featureNames!, ToString());
        return new ModelAdapting(this, symbols, progress, cancellation) { FeatureNames = learned ?? featureNames }
            .Run(_ => batches().Select(batch => new AdaptInputs(Fitting(NamedColumns.Reordered(batch.Features, order)), batch.Labels)));
    }

    private TensorData[] Fitting(TensorData? batch)
    {
        batch = AsColumn(batch ?? throw Throw.NoBatch(this));
        RequireFit(Inputs[0], batch);
        return [batch];
    }

    // One number or text a row is a column of them, as in Keras; of a model without an input, numbers alone, since a text may be a row.
    private TensorData AsColumn(TensorData x) =>
        x.Shape.Rank == 1 && (Inputs.Count == 0 ? x.Type.IsFloat() : Inputs is [var only] && IsColumn(only))
            ? x.Reshape([x.Shape[0], 1]) : x;

    private static bool IsColumn(Input input) => input.Shape is { Rank: 2 } shape && shape[1] == 1;

    /// <summary>Tells it of which type the data are.</summary>
    internal virtual Action Declare(IReadOnlyDictionary<string, TensorData> x) => () => { };

    private IReadOnlyDictionary<string, TensorData> InRank(IReadOnlyDictionary<string, TensorData> x)
    {
        var flat = Inputs.Where(input => IsColumn(input) && x.GetValueOrDefault(input.Name) is { Shape.Rank: 1 })
            .Select(input => input.Name).ToHashSet();
        return flat.Count == 0 ? x : x.ToDictionary(
            pair => pair.Key, pair => flat.Contains(pair.Key) ? pair.Value.Reshape([pair.Value.Shape[0], 1]) : pair.Value);
    }

    /// <summary>A tensor for each input, in order.</summary>
    private TensorData[] ByName(IReadOnlyDictionary<string, TensorData> x)
    {
        x = InRank(x);
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
