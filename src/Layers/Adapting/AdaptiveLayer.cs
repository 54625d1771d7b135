namespace Layers;

/// <summary>A layer that learns its state from data with <c>Adapt</c> instead of by training.</summary>
/// <remarks>What it learns is its <see cref="AdaptState"/>: statistics of numbers for a <see cref="NumericAdaptiveLayer"/>, and for an
/// <see cref="AdaptiveLayer{TState}"/> a state of any kind. Data is passed over once; until the layer was adapted, a model with it refuses
/// to train, predict and save.
/// <para>One call at a time changes what a layer learned: <c>Adapt</c> or <c>Update</c> beside another one, or beside training of a model
/// with the layer, throws <see cref="InvalidOperationException"/> and changes nothing. To learn on several threads, <see cref="Observe"/>
/// each part and merge the states (<see cref="AdaptState"/>). Predicting is possible at any time.</para></remarks>
public abstract partial class AdaptiveLayer : Layer
{
    private readonly Readers _readers = new();
    private readonly List<ILearnedValue> _learnedValues = [];

    private protected AdaptiveLayer(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <summary>Whether it has its state, from <c>Adapt</c>, from its constructor or from a file.</summary>
    public virtual bool IsAdapted => State is not null || IsRestored;

    /// <summary>What <c>Adapt</c> and <c>Update</c> saw, by the policies of that call; <see langword="null"/> before, after loading a file
    /// that does not say, and after a weight was set by hand.</summary>
    public virtual AdaptReport? Report => State?.Report;

    /// <summary>What it knows of the data, to save, merge with others and adapt from; <see langword="null"/> where <see cref="Report"/>
    /// is.</summary>
    public virtual AdaptState? State => LearnedFrom?.State;

    /// <summary>Whether it learns from labels too; default false. <c>Adapt</c> then has to be given them, and otherwise must not
    /// be.</summary>
    protected internal virtual bool NeedsLabels => false;

    /// <summary>Whether rows may have weights in <c>Adapt</c>; default false, and then weights are refused.</summary>
    protected internal virtual bool TakesRowWeights => false;

    /// <summary>What a source is asked to compute in place of being read; <see langword="null"/>, the default, for nothing: it is
    /// read.</summary>
    protected internal virtual SummaryRequest? Summary => null;

    /// <summary>Whether the features of rows <c>(rows, columns)</c> are the columns, so that they have the columns' names; default
    /// true.</summary>
    protected internal virtual bool HasFeatureForEachColumn => true;

    /// <summary>Whether data of any number of axes are the same to it, as words are: it may learn from another shape than it is called
    /// on.</summary>
    internal virtual bool LearnsFromAnyShape => false;

    /// <summary>The categories that it tells apart in a place of its input, and whether it refuses all others; null where it knows
    /// none.</summary>
    /// <param name="place">Which, from 0.</param>
    internal virtual (CategoryList Categories, bool RefusesOthers)? CategoriesOf(int place) => null;

    /// <summary>What it was learned from, and with which policies; null where <see cref="State"/> is.</summary>
    internal LearnedState? LearnedFrom
    {
        get;
        private set
        {
            // A formula may hold what was learned, as words that are constants of its graph.
            using (WeightChanges.Together())
            {
                field = value;
                _readers.Expire();
            }
        }
    }

    /// <summary>Whether a file gave it its weights.</summary>
    internal bool IsRestored { get; set; }

    /// <summary>Data as the layer learns from it: of the rank that it needs, where the data leaves an axis out.</summary>
    internal virtual TensorData InRank(TensorData data) => data;

    /// <summary>Tells whoever compiled what was learned when something else is.</summary>
    internal void Watch(Freshness freshness)
    {
        using (WeightChanges.Together()) _readers.Add(freshness);
    }

    /// <summary>Learns from data, afresh.</summary>
    /// <param name="data">Rows with the batch first: <c>(rows, features)</c> or more axes. A flat array of numbers is one column, for a
    /// layer that keeps numbers for each.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="rowWeights">How much each row counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one each. A row of weight 2
    /// is as much as the row twice, and one of weight 0 as none.</param>
    /// <param name="labels">One row for each row of <paramref name="data"/>, for a layer that learns from labels too;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <returns>What was seen: rows, and for each feature count, missing, mean, variance, range, and whether it is constant.</returns>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for; or labels or weights of rows
    /// are missing, or were not asked for.</exception>
    /// <exception cref="ArgumentException">The data holds infinities, or NaN under <see cref="MissingValues.Throw"/>; the message names
    /// feature and row. Or weights or names do not fit it.</exception>
    /// <example><code>
    /// var normalization = new Normalization();
    /// AdaptReport seen = normalization.Adapt(x);                      // x: float[,], a row for each example
    /// Console.WriteLine(seen);                                        // count, mean, variance and range of each feature
    /// </code></example>
    public AdaptReport Adapt(
        TensorData data, IProgress<long>? progress = null, TensorData? rowWeights = null, TensorData? labels = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Adapt([new AdaptBatch(data, labels, rowWeights)], progress, featureNames, cancellation);
    }

    /// <summary>Learns from batches, afresh, in one pass; the result is that of all rows at once.</summary>
    /// <param name="batches">One or more, with the same features; sizes that statistics are taken over may differ.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="rowWeights">For each batch, how much each of its rows counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one
    /// each. A row of weight 2 is as much as the row twice, and one of weight 0 as none.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Adapt(
        IEnumerable<TensorData> batches, IProgress<long>? progress = null, IEnumerable<TensorData>? rowWeights = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        return Learn(continues: false, batches, progress, rowWeights, featureNames, cancellation);
    }

    /// <summary>Learns from batches that have labels or weights of rows, afresh, in one pass.</summary>
    /// <param name="batches">One or more, with the same features; sizes that the state leaves open may differ.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Adapt(IEnumerable<AdaptBatch> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues: false);
        return Read(continues: false, batches, progress, featureNames, cancellation);
    }

    /// <summary>Learns from examples, afresh, in one pass; a layer that does not learn from labels looks at the features only.</summary>
    /// <param name="examples">Features and labels, batch by batch. The rows of <see cref="RowSourceExamples.Examples"/> are read in the
    /// order of their source, and their columns are matched by name where the layer knows the names of its features.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer is what it was.</exception>
    /// <example><code>encoding.Adapt(trips.Select("city", "fare").Examples(["fare"]));</code></example>
    public AdaptReport Adapt(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: false, examples, progress, cancellation);

    /// <summary>Learns from batches that come in time, afresh; the result is that of all rows at once.</summary>
    /// <param name="batches">One or more, with the same features; sizes that statistics are taken over may differ.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public Task<AdaptReport> AdaptAsync(IAsyncEnumerable<TensorData> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default) =>
        LearnAsync(continues: false, batches, progress, featureNames, cancellation);

    /// <summary>Learns from a source, afresh. A database computes the statistics itself; anything else is read once, in bounded
    /// memory.</summary>
    /// <param name="source">A source with one column a feature; the layer remembers their names, in files too, and refuses data with other
    /// names.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer is what it was.</exception>
    public AdaptReport Adapt(RowSource source, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: false, source, progress, cancellation);

    /// <summary>Takes what was learned elsewhere, as from a file or from parts that were merged; what the layer knew is replaced.</summary>
    /// <param name="state">A state of the same features: the same axes, and the same size on each.</param>
    /// <returns>What was seen: rows, and for each feature count, missing, mean, variance, range, and whether it is constant.</returns>
    /// <exception cref="LayerException">The state is of another kind or of other features.</exception>
    /// <exception cref="InvalidOperationException">The state has seen missing values that <see cref="NumericAdaptiveLayer.MissingValues"/>
    /// does not allow, or nothing of a feature.</exception>
    public AdaptReport Adapt(AdaptState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var change = BeginLearning(continues: false);
        RequireFit(state);
        return Take(state, state.DataShape);
    }

    /// <summary>Learns from more data: what the layer then knows is that of all rows, those before and these.</summary>
    /// <param name="data">Rows with the batch first: <c>(rows, features)</c> or more axes.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="rowWeights">How much each row counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one each. A row of weight 2
    /// is as much as the row twice, and one of weight 0 as none.</param>
    /// <param name="labels">One row for each row of <paramref name="data"/>, for a layer that learns from labels too;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <returns>What was seen in all: rows, and for each feature count, missing, mean, variance, range, and whether it is
    /// constant.</returns>
    /// <remarks>It goes on from float64 statistics, after loading too; a layer that knows nothing yet learns as with <c>Adapt</c>.
    /// When it fails, the layer is what it was.</remarks>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for, or the layer is from a file
    /// without statistics.</exception>
    /// <exception cref="ArgumentException">The data holds infinities, or NaN under <see cref="MissingValues.Throw"/>; the message names
    /// feature and row. Or weights or names do not fit it.</exception>
    /// <example><code>
    /// normalization.Update(new float[,] { { 6, 60 } });               // goes on from the rows that it has seen
    /// </code></example>
    public AdaptReport Update(
        TensorData data, IProgress<long>? progress = null, TensorData? rowWeights = null, TensorData? labels = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Update([new AdaptBatch(data, labels, rowWeights)], progress, featureNames, cancellation);
    }

    /// <summary>Learns from more batches, all of them or, when one fails, none.</summary>
    /// <param name="batches">One or more, with the same features; sizes that statistics are taken over may differ.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="rowWeights">For each batch, how much each of its rows counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one
    /// each. A row of weight 2 is as much as the row twice, and one of weight 0 as none.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Update(
        IEnumerable<TensorData> batches, IProgress<long>? progress = null, IEnumerable<TensorData>? rowWeights = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        return Learn(continues: true, batches, progress, rowWeights, featureNames, cancellation);
    }

    /// <summary>Learns from more batches that have labels or weights of rows, all of them or, when one fails, none.</summary>
    /// <param name="batches">One or more, with the same features; sizes that the state leaves open may differ.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public AdaptReport Update(IEnumerable<AdaptBatch> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues: true);
        return Read(continues: true, batches, progress, featureNames, cancellation);
    }

    /// <summary>Learns from more batches that come in time, all of them or, when one fails, none.</summary>
    /// <param name="batches">One or more, with the same features; sizes that statistics are taken over may differ.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="featureNames">What the features are called, in order; the layer remembers it, in files too, and refuses data with other
    /// names.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    public Task<AdaptReport> UpdateAsync(IAsyncEnumerable<TensorData> batches, IProgress<long>? progress = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default) =>
        LearnAsync(continues: true, batches, progress, featureNames, cancellation);

    /// <summary>Learns from another source as well.</summary>
    /// <param name="source">A source with the same columns.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer is what it was.</exception>
    public AdaptReport Update(RowSource source, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: true, source, progress, cancellation);

    /// <summary>Learns from more examples, all of them or, when one fails, none.</summary>
    /// <param name="examples">Features and labels, batch by batch.</param>
    /// <param name="progress">Told the rows seen so far, those before among them.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Update(TensorData, IProgress{long}, TensorData, TensorData, IReadOnlyList{string}, CancellationToken)"/>
    /// <exception cref="RowSourceException">The source cannot be read; the layer is what it was.</exception>
    public AdaptReport Update(IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Learn(continues: true, examples, progress, cancellation);

    /// <summary>Adds something that <c>Adapt</c> learns and that is no tensor of a fixed size; called from the constructor.</summary>
    /// <typeparam name="T">An immutable class.</typeparam>
    /// <param name="start">What it is before <c>Adapt</c>.</param>
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

    /// <summary>What the constructor gave and <c>Adapt</c> therefore must not learn; null where there is something to learn.</summary>
    internal virtual string? Given => null;

    /// <summary>What is known of one part of the data, to be merged with that of others; the layer does not change.</summary>
    /// <param name="data">With the batch first.</param>
    /// <param name="rowWeights">How much each row counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one each.</param>
    /// <param name="labels">One row for each row of <paramref name="data"/>, for a layer that learns from labels too;
    /// <see langword="null"/> for none.</param>
    /// <param name="featureNames">What the features are called, in order; <see langword="null"/> for no names.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <returns>The state. Unlike <c>Adapt</c>, a part may lack every value of a feature that another part has.</returns>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for; or labels or weights of rows
    /// are missing, or were not asked for.</exception>
    /// <exception cref="ArgumentException">The data holds infinities, or NaN under <see cref="MissingValues.Throw"/>; or weights or names
    /// do not fit it.</exception>
    public AdaptState Observe(TensorData data, TensorData? rowWeights = null, TensorData? labels = null, IReadOnlyList<string>? featureNames = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireAdaptable(continues: false);
        var observation = new Observation(this, null, featureNames, null, cancellation);
        observation.Add(data, labels, rowWeights);
        return observation.Finish().State;
    }
}
