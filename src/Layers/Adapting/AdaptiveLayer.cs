namespace Layers;

/// <summary>A layer that learns its state from data with <c>Adapt</c>, not by training.</summary>
/// <remarks>The layer learns an <see cref="AdaptState"/>: a <see cref="NumericAdaptiveLayer"/> learns statistics of numbers, and an
/// <see cref="AdaptiveLayer{TState}"/> a state of any kind. The layer reads the data once. Until the layer is adapted, a model with it
/// refuses to train, predict and save.
/// <para>Only one call at a time may change the state: <c>Adapt</c> or <c>Update</c> throws <see cref="InvalidOperationException"/> and
/// changes nothing while another call of <c>Adapt</c> or <c>Update</c> runs, or while a model with the layer trains. To learn on several
/// threads, <see cref="Observe"/> each part and merge the states (<see cref="AdaptState"/>). Predicting is possible at any
/// time.</para></remarks>
public abstract partial class AdaptiveLayer : Layer
{
    private readonly Readers _readers = new();
    private readonly List<ILearnedValue> _learnedValues = [];

    private protected AdaptiveLayer(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <summary>Whether the layer has its state, from <c>Adapt</c>, from its constructor or from a file.</summary>
    public virtual bool IsAdapted => State is not null || IsRestored;

    /// <summary>The report of <c>Adapt</c> and <c>Update</c>, with the policies of that call; <see langword="null"/> before the first call,
    /// after loading a file without statistics, and after a weight was set by hand.</summary>
    public virtual AdaptReport? Report => State?.Report;

    /// <summary>The state that the layer learned, to save, merge and adapt from; <see langword="null"/> if <see cref="Report"/>
    /// is.</summary>
    public virtual AdaptState? State => LearnedFrom?.State;

    /// <summary>Whether the layer also learns from labels; default false. <c>Adapt</c> requires labels if true, and refuses them
    /// otherwise.</summary>
    protected internal virtual bool NeedsLabels => false;

    /// <summary>Whether <c>Adapt</c> takes row weights; default false: weights are refused.</summary>
    protected internal virtual bool TakesRowWeights => false;

    /// <summary>The summary that a source may compute instead of sending its rows; <see langword="null"/>, the default, if the layer always
    /// reads the rows.</summary>
    protected internal virtual SummaryRequest? Summary => null;

    /// <summary>Whether each column of rows <c>(rows, columns)</c> is a feature, so that the features have the columns' names; default
    /// true.</summary>
    protected internal virtual bool HasFeatureForEachColumn => true;

    /// <summary>Whether the layer ignores the number of axes, as layers of words do: it may learn from another shape than it is called
    /// on.</summary>
    internal virtual bool LearnsFromAnyShape => false;

    /// <summary>Returns the categories that the layer distinguishes at a position of its input, and whether it refuses all others; null if
    /// the layer knows no categories.</summary>
    /// <param name="place">The position, counted from 0.</param>
    internal virtual (CategoryList Categories, bool RefusesOthers)? CategoriesOf(int place) => null;

    /// <summary>The state and the policies that the weights were learned from; null if <see cref="State"/> is.</summary>
    internal LearnedState? LearnedFrom
    {
        get;
        private set
        {
            // A formula may contain what was learned, for example words as constants of its graph.
            using (WeightChanges.Together())
            {
                field = value;
                _readers.Expire();
            }
        }
    }

    /// <summary>Whether the weights come from a file.</summary>
    internal bool IsRestored { get; set; }

    /// <summary>Returns the data with the rank that the layer needs: adds an axis if one is missing.</summary>
    internal virtual TensorData InRank(TensorData data) => data;

    /// <summary>Registers a compiled form, which expires when the learned state changes.</summary>
    internal void Watch(Freshness freshness)
    {
        using (WeightChanges.Together()) _readers.Add(freshness);
    }

    /// <summary>Learns from data, and replaces everything that the layer learned before.</summary>
    /// <param name="data">The rows, with the batch first: <c>(rows, features)</c> or more axes. A flat array of numbers is one column, for
    /// a layer whose features are columns.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="rowWeights">The weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/>, the default, gives each row
    /// the weight 1. A row of weight 2 counts as two equal rows, and a row of weight 0 is ignored.</param>
    /// <param name="labels">The labels, one row for each row of <paramref name="data"/>, for a layer that also learns from labels;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <returns>A report of the data: the number of rows and, if the layer learns statistics of numbers, the count, the missing values, the
    /// mean, the variance and the range of each feature, and whether the feature is constant.</returns>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for; or the labels are missing; or
    /// the layer takes no labels or no row weights, but received some.</exception>
    /// <exception cref="ArgumentException">The data has infinities, or NaN under <see cref="MissingValues.Throw"/> (the message names the
    /// feature and the row); or the row weights or the names do not fit the data.</exception>
    /// <example><code>
    /// var normalization = new Normalization();
    /// AdaptReport seen = normalization.Adapt(x);                      // x: float[,], a row for each example
    /// Console.WriteLine(seen);                                        // count, mean, variance and range of each feature
    /// </code></example>
    public AdaptReport Adapt(
        TensorData data, IProgress<long>? progress = null, TensorData? rowWeights = null, TensorData? labels = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Adapt([new AdaptBatch(data, labels, rowWeights)], progress, featureNames, cancellation);
    }

    /// <summary>Learns from batches in one pass, as if all rows were in one array, and replaces everything that the layer learned before.
    /// Only the bins of <see cref="Discretization"/> depend on how the rows are divided into batches, as in Keras.</summary>
    /// <param name="batches">One or more batches with the same features; the sizes of axes that statistics are taken over may
    /// differ.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="rowWeights">For each batch, the weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/>, the default,
    /// gives each row the weight 1. A row of weight 2 counts as two equal rows, and a row of weight 0 is ignored.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Adapt(
        IEnumerable<TensorData> batches, IProgress<long>? progress = null, IEnumerable<TensorData>? rowWeights = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        return Learn(continues: false, batches, progress, rowWeights, featureNames, cancellation);
    }

    /// <summary>Learns from batches with labels or row weights in one pass, and replaces everything that the layer learned
    /// before.</summary>
    /// <param name="batches">One or more batches with the same features; sizes that the state leaves open may differ.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Adapt(IEnumerable<AdaptBatch> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues: false);
        return Read(continues: false, batches, progress, featureNames, cancellation);
    }

    /// <summary>Learns from examples in one pass, and replaces everything that the layer learned before; a layer that does not learn from
    /// labels reads the features only.</summary>
    /// <param name="examples">Features and labels, batch by batch. The rows of <see cref="RowSourceExamples.Examples"/> are read in the
    /// order of their source, and their columns are matched by name if the layer knows the names of its features.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer stays unchanged.</exception>
    /// <example><code>encoding.Adapt(trips.Select("city", "fare").Examples(["fare"]));</code></example>
    public AdaptReport Adapt(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null,
        CancellationToken cancellation = default) =>
        Learn(continues: false, examples, progress, cancellation);

    /// <summary>Learns from an asynchronous stream of batches, as if all rows were in one array, and replaces everything that the layer
    /// learned before.</summary>
    /// <param name="batches">One or more batches with the same features; the sizes of axes that statistics are taken over may
    /// differ.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public Task<AdaptReport> AdaptAsync(IAsyncEnumerable<TensorData> batches, IProgress<long>? progress = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default) =>
        LearnAsync(continues: false, batches, progress, featureNames, cancellation);

    /// <summary>Learns from a source, and replaces everything that the layer learned before. A database computes the statistics itself; any
    /// other source is read once, in bounded memory.</summary>
    /// <param name="source">A source with one column for each feature; the layer stores their names, also in files, and refuses data with
    /// other names.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer stays unchanged.</exception>
    public AdaptReport Adapt(RowSource source, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: false, source, progress, cancellation);

    /// <summary>Takes a state that was learned elsewhere, for example one from a file or merged from parts, and replaces everything that
    /// the layer learned before.</summary>
    /// <param name="state">A state of the same features: the same axes, and the same size on each.</param>
    /// <returns>A report of the data: the number of rows and, if the layer learns statistics of numbers, the count, the missing values, the
    /// mean, the variance and the range of each feature, and whether the feature is constant.</returns>
    /// <exception cref="LayerException">The state is of another kind or of other features.</exception>
    /// <exception cref="InvalidOperationException">The state has missing values that <see cref="NumericAdaptiveLayer.MissingValues"/> does
    /// not allow, or a feature without values.</exception>
    public AdaptReport Adapt(AdaptState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var change = BeginLearning(continues: false);
        RequireFit(state);
        return Take(state, state.DataShape);
    }

    /// <summary>Learns from more data: the layer then has the state of all rows, earlier and new.</summary>
    /// <param name="data">The rows, with the batch first: <c>(rows, features)</c> or more axes.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="rowWeights">The weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/>, the default, gives each row
    /// the weight 1. A row of weight 2 counts as two equal rows, and a row of weight 0 is ignored.</param>
    /// <param name="labels">The labels, one row for each row of <paramref name="data"/>, for a layer that also learns from labels;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <returns>A report of all rows: their number and, if the layer learns statistics of numbers, the count, the missing values, the mean,
    /// the variance and the range of each feature, and whether the feature is constant.</returns>
    /// <remarks>The pass continues from float64 statistics, also after loading a file. A layer that has not learned yet learns as with
    /// <c>Adapt</c>. If the pass fails, the layer stays unchanged.</remarks>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for, or the layer is from a file
    /// without statistics.</exception>
    /// <exception cref="ArgumentException">The data has infinities, or NaN under <see cref="MissingValues.Throw"/> (the message names the
    /// feature and the row); or the row weights or the names do not fit the data.</exception>
    /// <example><code>
    /// normalization.Update(new float[,] { { 6, 60 } });               // continues from the rows seen before
    /// </code></example>
    public AdaptReport Update(
        TensorData data, IProgress<long>? progress = null, TensorData? rowWeights = null, TensorData? labels = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Update([new AdaptBatch(data, labels, rowWeights)], progress, featureNames, cancellation);
    }

    /// <summary>Learns from more batches. If one batch fails, the layer learns from none.</summary>
    /// <param name="batches">One or more batches with the same features; the sizes of axes that statistics are taken over may
    /// differ.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="rowWeights">For each batch, the weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/>, the default,
    /// gives each row the weight 1. A row of weight 2 counts as two equal rows, and a row of weight 0 is ignored.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Update(
        IEnumerable<TensorData> batches, IProgress<long>? progress = null, IEnumerable<TensorData>? rowWeights = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        return Learn(continues: true, batches, progress, rowWeights, featureNames, cancellation);
    }

    /// <summary>Learns from more batches with labels or row weights. If one batch fails, the layer learns from none.</summary>
    /// <param name="batches">One or more batches with the same features; sizes that the state leaves open may differ.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Update(IEnumerable<AdaptBatch> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues: true);
        return Read(continues: true, batches, progress, featureNames, cancellation);
    }

    /// <summary>Learns from an asynchronous stream of more batches. If one batch fails, the layer learns from none.</summary>
    /// <param name="batches">One or more batches with the same features; the sizes of axes that statistics are taken over may
    /// differ.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="featureNames">The names of the features, in order; the layer stores them, also in files, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public Task<AdaptReport> UpdateAsync(IAsyncEnumerable<TensorData> batches, IProgress<long>? progress = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default) =>
        LearnAsync(continues: true, batches, progress, featureNames, cancellation);

    /// <summary>Learns from another source, in addition to the data seen before.</summary>
    /// <param name="source">A source with the same columns.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer stays unchanged.</exception>
    public AdaptReport Update(RowSource source, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: true, source, progress, cancellation);

    /// <summary>Learns from more examples. If one batch fails, the layer learns from none.</summary>
    /// <param name="examples">Features and labels, batch by batch.</param>
    /// <param name="progress">Receives the number of rows read so far, including the rows of earlier calls.</param>
    /// <param name="cancellation">Cancels the pass; the layer then stays unchanged.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer stays unchanged.</exception>
    public AdaptReport Update(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null,
        CancellationToken cancellation = default) =>
        Learn(continues: true, examples, progress, cancellation);

    /// <summary>Adds a value that <c>Adapt</c> learns and that is not a tensor of a fixed size. Call it in the constructor.</summary>
    /// <typeparam name="T">An immutable class.</typeparam>
    /// <param name="start">The value before <c>Adapt</c>.</param>
    /// <example><code>
    /// public sealed class RankOfWord : AdaptiveLayer&lt;WordCounts&gt;
    /// {
    ///     private readonly LearnedValue&lt;string[]&gt; _words;
    ///
    ///     public RankOfWord() => _words = AddLearned&lt;string[]&gt;([]);
    ///
    ///     protected override void Learn(WordCounts state) => _words.Value = [.. state.Words];
    /// }
    /// </code></example>
    protected LearnedValue<T> AddLearned<T>(T start)
        where T : class?
    {
        var learned = new LearnedValue<T>(this, start);
        _learnedValues.Add(learned);
        return learned;
    }

    /// <summary>The noun for the values that the constructor received, such as <c>vocabulary</c>, for the message that <c>Adapt</c> cannot
    /// learn them; null if the layer learns them.</summary>
    internal virtual string? Given => null;

    /// <summary>Learns the state of one part of the data, to be merged with the states of other parts; the layer stays unchanged.</summary>
    /// <param name="data">The rows; axis 0 is the batch.</param>
    /// <param name="rowWeights">The weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/>, the default, gives each row
    /// the weight 1.</param>
    /// <param name="labels">The labels, one row for each row of <paramref name="data"/>, for a layer that also learns from labels;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">The names of the features, in order; <see langword="null"/> for no names.</param>
    /// <param name="cancellation">Cancels the pass.</param>
    /// <returns>The state. Unlike with <c>Adapt</c>, a part may lack every value of a feature that another part has.</returns>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for; or the labels are missing; or
    /// the layer takes no labels or no row weights, but received some.</exception>
    /// <exception cref="ArgumentException">The data has infinities, or NaN under <see cref="MissingValues.Throw"/>; or the row weights or
    /// the names do not fit the data.</exception>
    public AdaptState Observe(TensorData data, TensorData? rowWeights = null, TensorData? labels = null,
        IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireAdaptable(continues: false);
        var observation = new Observation(this, null, featureNames, null, cancellation);
        observation.Add(data, labels, rowWeights);
        return observation.Finish().State;
    }
}
