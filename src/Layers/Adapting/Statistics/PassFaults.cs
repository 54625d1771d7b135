using System.Numerics;
using Layers.Graphs;

namespace Layers;

/// <summary>Finds the fault of a batch and throws. The pass itself only leaves traces of a fault (sums that are not finite, counts that are
/// short); this class searches the batch once, in memory order, so that the message is always the same.</summary>
internal static class PassFaults
{
    public static void Check(FeatureStatistics seen, TensorData batch, AxisLayout layout, StatisticsRequest request, long rowsBefore)
    {
        for (var f = 0; f < seen.Features; f++)
        {
            if (seen[f].IsFinite) continue;
            if (Find(batch, request, nan: false) is not (>= 0 and var infinite))
                throw Throw.VarianceOverflows(request.Layer, f, request.Names);
            var (feature, row) = layout.Locate(infinite);
            throw Throw.InfiniteValue(request.Layer, feature, request.Names, row, rowsBefore);
        }

        if (request.Missing != MissingValues.Throw) return;
        for (var f = 0; f < seen.Features; f++)
        {
            if (seen.Missing(f) == 0) continue;
            var (feature, row) = layout.Locate(Find(batch, request, nan: true));
            throw Throw.MissingValue(request.Layer, feature, request.Names, row, rowsBefore, seen.Missing(feature), seen.Rows);
        }
    }

    private static long Find(TensorData batch, StatisticsRequest request, bool nan) => batch.Type switch
    {
        DType.Float32 => Find(batch.AsSpan<float>(), request, nan),
        DType.Float64 => Find(batch.AsSpan<double>(), request, nan),
        DType.Float16 => Find(batch.AsSpan<Half>(), request, nan),
        DType.BFloat16 => FindBFloat16(batch.AsSpan<ushort>(), request, nan),
        _ => -1,
    };

    private static long Find<T>(ReadOnlySpan<T> values, StatisticsRequest request, bool nan) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
            if ((nan ? T.IsNaN(values[i]) : T.IsInfinity(values[i])) && Counts(request, i, values.Length))
                return i;
        return -1;
    }

    private static long FindBFloat16(ReadOnlySpan<ushort> values, StatisticsRequest request, bool nan)
    {
        for (var i = 0; i < values.Length; i++)
            if ((values[i] & 0x7F80) == 0x7F80 && (values[i] & 0x7F) != 0 == nan && Counts(request, i, values.Length))
                return i;
        return -1;
    }

    private static bool Counts(StatisticsRequest request, int element, int length) =>
        request.RowWeights is not { } weights || weights[element / (length / weights.Length)] > 0;
}
