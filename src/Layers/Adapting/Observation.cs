using Layers.Graphs;

namespace Layers;

/// <summary>One layer's pass over data: it takes batches and, at the end, returns the state. The layer itself stays unchanged.</summary>
/// <param name="layer">The layer.</param>
/// <param name="from">The state to continue from; null to start without one.</param>
/// <param name="featureNames">The names of the features; null for none.</param>
/// <param name="progress">Receives the number of rows read so far.</param>
/// <param name="cancellation">Cancels the pass.</param>
internal sealed class Observation(AdaptiveLayer layer, AdaptState? from, IReadOnlyList<string>? featureNames, IProgress<long>? progress,
    CancellationToken cancellation)
{
    private AdaptState? _state;
    private Shape? _data;
    private Shape? _seen;
    private long _firstRow;
    private int[]? _order;

    public AdaptiveLayer Layer => layer;

    /// <summary>The number of batches that were added.</summary>
    public int Batches { get; private set; }

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">The features; axis 0 is the batch.</param>
    /// <param name="labels">The labels; axis 0 is the batch; null for none.</param>
    /// <param name="rowWeights">One weight for each row; null gives each row the weight 1.</param>
    public void Add(TensorData? batch, TensorData? labels, TensorData? rowWeights)
    {
        if (batch is null) throw Throw.NoBatch(layer);
        batch = layer.InRank(batch);
        RequireLabelsAndWeights(batch, labels, rowWeights);
        cancellation.ThrowIfCancellationRequested();
        if (_state is null) Start(batch);
        batch = NamedColumns.Reordered(batch, _order)!;
        if (!batch.Shape.MayBe(_data!)) throw Throw.OtherShapeThanBefore(layer, _data!, batch.Shape);
        RequireTexts(batch);
        _seen = Common(_seen!, batch.Shape, _data!);
        _state!.Add(new AdaptBatch(batch, labels, rowWeights)
        {
            FirstRow = _firstRow,
            Learner = layer,
            Progress = progress,
            Cancellation = cancellation
        });
        if (!_state.ReportsProgress) progress?.Report(_state.Rows);
        if (batch.Shape.Rank > 0) _firstRow += batch.Shape[0].Size;
        Batches++;
    }

    /// <summary>Returns the state, and the shape of the data.</summary>
    public (AdaptState State, Shape Data) Finish() => _state is null || _state.Rows == 0 ? throw Throw.NoRows(layer) : (_state, _seen!);

    private void RequireLabelsAndWeights(TensorData batch, TensorData? labels, TensorData? rowWeights)
    {
        if (labels is not null != layer.NeedsLabels) throw layer.NeedsLabels ? Throw.LabelsMissing(layer) : Throw.LabelsNotAskedFor(layer);
        if (labels is not null && (batch.Shape.Rank == 0 || labels.Shape.Rank == 0 || labels.Shape[0] != batch.Shape[0]))
            throw Throw.LabelsDoNotMatch(layer, batch.Shape, labels.Shape);
        if (rowWeights is not null && !layer.TakesRowWeights) throw Throw.RowWeightsNotTaken(layer);
    }

    // A state does not know its layer, so its message lacks the layer's name.
    private AdaptState NewState(Shape batch)
    {
        try
        {
            return layer.NewState(batch);
        }
        catch (ArgumentException fault) when (!fault.Message.Contains(layer.Name, StringComparison.Ordinal))
        {
            throw Throw.CannotLearn(layer, fault);
        }
    }

    // A custom state would count a null as a word.
    private void RequireTexts(TensorData batch)
    {
        if (batch.Type != DType.String || batch.AsSpan<string?>().IndexOf((string?)null) is not (>= 0 and var at)) return;
        var width = batch.Shape.Rank == 0 ? 1 : (int)(batch.Length / batch.Shape[0].Size);
        throw Throw.NullText(layer.ToString(), at / width, width, at % width, _firstRow);
    }

    private void Start(TensorData batch)
    {
        if (layer.IsBuilt && !layer.LearnsFromAnyShape && batch.Shape.Rank != layer.InputShape!.Rank)
            throw Throw.OtherShapeThanBuilt(layer, layer.InputShape, batch.Shape);
        // A layer that continues was built for the data that it has seen.
        if (from is not null && !batch.Shape.MayBe(from.DataShape))
            throw layer.InputShape is { } built
                ? Throw.OtherShapeThanBuilt(layer, built, batch.Shape)
                : Throw.StateOfOtherFeatures(layer, $"from data of shape {batch.Shape}", from);
        var state = from?.Continued() ?? NewState(batch.Shape);
        if (layer.IsBuilt && !layer.LearnsFromAnyShape && !state.DataShape.MayBe(layer.InputShape!))
            throw Throw.OtherShapeThanBuilt(layer, layer.InputShape!, batch.Shape);
        var given = featureNames is null ? null : FeatureNames.Of(featureNames, state.Features, layer.ToString());
        if (given is not null && layer is { HasFeatureForEachColumn: true, State.Names: { } learned } && batch.Shape.Rank == 2)
        {
            _order = NamedColumns.Order(learned, given, layer.ToString());
            given = learned;
        }
        state.Names = FeatureNames.Join(layer.State?.Names, given, layer.ToString());
        (_state, _data, _seen) = (state, state.DataShape, batch.Shape);
    }

    // Sizes that the state leaves open may differ between batches. The batch size, and sizes that differ, stay open.
    private static Shape Common(Shape seen, Shape batch, Shape data)
    {
        for (var axis = 0; axis < seen.Rank; axis++)
            if (!data[axis].IsKnown && (axis == 0 || seen[axis] != batch[axis]))
                seen = seen.With(axis, data[axis]);
        return seen;
    }
}
