using Layers.Graphs;

namespace Layers;

/// <summary>A batch that layers learn from: its features and, for layers that ask for them, labels and row weights.</summary>
public sealed class AdaptBatch
{
    private readonly TensorData? _rowWeights;

    /// <summary>Creates a batch.</summary>
    /// <param name="features">The features; axis 0 is the batch.</param>
    /// <param name="labels">The labels, with as many rows as <paramref name="features"/>; <see langword="null"/> for none.</param>
    /// <param name="rowWeights">The weight of each row, <c>(rows)</c>, zero or more; <see langword="null"/> gives each row the weight
    /// 1.</param>
    public AdaptBatch(TensorData features, TensorData? labels = null, TensorData? rowWeights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        (Features, Labels, _rowWeights) = (features, labels, rowWeights);
    }

    /// <summary>The features; axis 0 is the batch.</summary>
    public TensorData Features { get; }

    /// <summary>The labels, one row for each row of <see cref="Features"/>; <see langword="null"/> unless the layer has
    /// <see cref="AdaptiveLayer.NeedsLabels"/>.</summary>
    public TensorData? Labels { get; }

    /// <summary>The weight of each row, zero or more; <see langword="null"/> if each row has the weight 1, and always
    /// <see langword="null"/> for a layer without <see cref="AdaptiveLayer.TakesRowWeights"/>.</summary>
    /// <exception cref="ArgumentException">The given weights are not one finite number, zero or more, for each row.</exception>
    public IReadOnlyList<double>? RowWeights => Weights([]);

    /// <summary>The position of the batch's first row in the data of this <c>Adapt</c> or <c>Update</c>, counted from 0; the other rows
    /// follow. A row has the same position in any split of the data into batches.</summary>
    public long FirstRow { get; internal init; }

    /// <summary>The layer that learns, for messages; <see langword="null"/> outside of a pass.</summary>
    public string? Layer => Learner?.ToString();

    /// <summary>Cancels the pass; a state that works for a long time on a batch should check it.</summary>
    public CancellationToken Cancellation { get; internal init; }

    internal AdaptiveLayer? Learner { get; init; }

    internal IProgress<long>? Progress { get; init; }

    internal TensorData? GivenWeights => _rowWeights;

    internal double[]? Weights(int[] keptAxes) =>
        _rowWeights is null ? null : Layers.RowWeights.Of(_rowWeights, Features.Shape, keptAxes, Layer);
}
