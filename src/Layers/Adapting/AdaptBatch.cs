using Layers.Graphs;

namespace Layers;

/// <summary>A batch that layers learn from: its features and, for layers that ask for them, labels and the weights of rows.</summary>
public sealed class AdaptBatch
{
    private readonly TensorData? _rowWeights;

    /// <summary>A batch.</summary>
    /// <param name="features">With the batch first.</param>
    /// <param name="labels">With the batch first, as many rows as <paramref name="features"/>; <see langword="null"/> for none.</param>
    /// <param name="rowWeights">How much each row counts, <c>(rows)</c>, zero or more; <see langword="null"/>: one each.</param>
    public AdaptBatch(TensorData features, TensorData? labels = null, TensorData? rowWeights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        (Features, Labels, _rowWeights) = (features, labels, rowWeights);
    }

    /// <summary>The features, with the batch first.</summary>
    public TensorData Features { get; }

    /// <summary>The labels, one row for each row of <see cref="Features"/>; there for a layer with
    /// <see cref="AdaptiveLayer.NeedsLabels"/>.</summary>
    public TensorData? Labels { get; }

    /// <summary>How much each row counts, zero or more; <see langword="null"/>: one each, and always for a layer without
    /// <see cref="AdaptiveLayer.TakesRowWeights"/>.</summary>
    /// <exception cref="ArgumentException">What was given is not one finite number, zero or more, a row.</exception>
    public IReadOnlyList<double>? RowWeights => Weights([]);

    /// <summary>The position of the first row in the data of this <c>Adapt</c> or <c>Update</c>, counted from 0; the others follow. A row
    /// keeps its position however the data are cut into batches.</summary>
    public long FirstRow { get; internal init; }

    /// <summary>The layer that learns, for messages; <see langword="null"/> outside of a pass.</summary>
    public string? Layer => Learner?.ToString();

    /// <summary>Stops the pass; for states that work long on a batch.</summary>
    public CancellationToken Cancellation { get; internal init; }

    internal AdaptiveLayer? Learner { get; init; }

    internal IProgress<long>? Progress { get; init; }

    internal TensorData? GivenWeights => _rowWeights;

    internal double[]? Weights(int[] keptAxes) => _rowWeights is null ? null : Layers.RowWeights.Of(_rowWeights, Features.Shape, keptAxes, Layer);
}
