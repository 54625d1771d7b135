using Layers.Graphs;

namespace Layers;

/// <summary>The pass over data of every numeric adaptive layer: it reads each number of a batch once, on all cores.</summary>
/// <remarks>A <see cref="ChunkReader"/> also adds values of a chunk to the quantile sketches, while the chunk is in the cache. The sketches
/// are merged as the moments are.</remarks>
internal static class StatisticsPass
{
    /// <summary>Returns the number of features: the product of the sizes of the kept axes.</summary>
    public static long FeatureCount(Shape shape, int[] keptAxes) => Product(shape, keptAxes, kept: true);

    /// <summary>Returns the number of rows: the product of the sizes of the other axes; 1 if all axes are kept.</summary>
    public static long RowCount(Shape shape, int[] keptAxes) => Product(shape, keptAxes, kept: false);

    /// <summary>Adds the data of a batch to <paramref name="statistics"/>, which stay unchanged if this method throws.</summary>
    /// <exception cref="ArgumentException">The batch has no rows, has strings, lacks a kept axis, has another number of features, has an
    /// infinite value, or has a missing value under <see cref="MissingValues.Throw"/>; or its squares overflow float64.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public static void Observe(FeatureStatistics statistics, TensorData batch, StatisticsRequest request)
    {
        var (layer, keptAxes) = (request.Layer, request.KeptAxes);
        if (batch.Type == DType.String) throw Throw.StringsHaveNoStatistics(layer);
        if (keptAxes.Length > 0 && keptAxes[^1] >= batch.Shape.Rank) throw Throw.NoSuchAxis(layer, keptAxes[^1], batch.Shape);
        if (FeatureCount(batch.Shape, keptAxes) is var features && features != statistics.Features)
            throw Throw.FeatureCountDiffers(layer, statistics.Features, features);
        if (RowCount(batch.Shape, keptAxes) is var rows && rows == 0) throw Throw.NoRows(layer, batch.Shape);
        // Rows of weight 0 are not counted.
        if (request.RowWeights is { } weights) rows = rows / weights.Length * weights.Count(weight => weight > 0);
        request.Cancellation.ThrowIfCancellationRequested();

        var seen = new FeatureStatistics(statistics.Features, request.Quantiles);
        if (features > 0)
        {
            var layout = new AxisLayout(batch.Shape, keptAxes);
            new PassRun(batch, layout, request, statistics.Rows).AddTo(seen);
            seen.AddRows(rows);
            PassFaults.Check(seen, batch, layout, request, statistics.Rows);
        }
        else seen.AddRows(rows);

        // The last report comes before the only change, so that a listener that throws or cancels leaves the statistics unchanged too.
        request.Progress?.Report(statistics.Rows + rows);
        request.Cancellation.ThrowIfCancellationRequested();
        statistics.Merge(seen, layer, request.Names);
    }

    private static long Product(Shape shape, int[] keptAxes, bool kept)
    {
        long product = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (Array.IndexOf(keptAxes, axis) >= 0 == kept)
                product = checked(product * shape[axis].Size);
        return product;
    }
}
