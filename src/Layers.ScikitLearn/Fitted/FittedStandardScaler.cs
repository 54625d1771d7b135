using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>StandardScaler, as <see cref="Normalization"/>. If a deviation is below the smallest divisor in Keras, or its square is beyond
/// float32, as <see cref="RobustScaling"/>.</summary>
[method: SetsRequiredMembers]
internal sealed class FittedStandardScaler(FittedFields fields) : FittedTransform(fields, fields.Width("mean_", "scale_"))
{
    private const double LeastDeviation = 1e-7;
    private const double LargestDeviation = 1e19;

    private readonly bool _isCentred = fields.Flag("with_mean", true);
    private readonly bool _isScaled = fields.Flag("with_std", true);
    private readonly double[] _mean = fields.Flag("with_mean", true)
        ? fields.Numbers("mean_", fields.Width("mean_", "scale_")) : new double[fields.Width("mean_", "scale_")];
    private readonly double[] _scale = fields.Flag("with_std", true)
        ? fields.Numbers("scale_", fields.Width("mean_", "scale_")) : [.. Enumerable.Repeat(1.0, fields.Width("mean_", "scale_"))];

    // There is one count for all columns, or one for each if values were missing. The file does not have the range of the data.
    private readonly (double[] Variance, long[] Counts)? _seen = Seen(fields);

    protected override Layer? Learned(IReadOnlyList<int> places, Shape shape, DTypePolicy? dtype)
    {
        if (_seen is not { } seen || !_isCentred || !_isScaled) return null;
        var statistics = new FeatureStatistics(places.Count);
        statistics.AddRows(seen.Counts.Max());
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            var (count, variance) = (seen.Counts[place], seen.Variance[place]);
            var moments = new Moments(count, _mean[place], 0, variance * count, double.NegativeInfinity, double.PositiveInfinity, count);
            // A scale that differs from the square root of the variance was set by hand.
            var deviation = moments.IsConstant ? 1 : Math.Sqrt(variance);
            var isScale = Math.Abs(deviation - _scale[place]) <= 1e-14 * deviation
                && deviation is >= LeastDeviation and <= LargestDeviation;
            if (count < 1 || !moments.IsFinite || !isScale) return null;
            statistics.Add(i, moments);
        }
        string[]? names = Names is { } known ? [.. places.Select(place => known[place])] : null;
        var layer = new Normalization(dtype: dtype) { MissingValues = MissingValues.Ignore };
        layer.Adapt(new NumericState(statistics, FeatureLayout.Of(shape, [shape.Rank - 1]), names));
        return layer;
    }

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype)
    {
        if (!_isCentred && !_isScaled) return [];
        double[] scale = [.. places.Select(place => _scale[place])];
        if (scale.All(number => number is >= LeastDeviation and <= LargestDeviation))
            return [new Normalization(At(_mean, places), TensorData.Of(Array.ConvertAll(scale, number => number * number), [scale.Length]),
                invert: isInverse, dtype: dtype)];
        return [new RobustScaling(_isCentred ? At(_mean, places) : null, At(_scale, places), isInverse, dtype: dtype)];
    }

    private static (double[] Variance, long[] Counts)? Seen(FittedFields fields)
    {
        if (!fields.Has("var_") || !fields.Has("n_samples_seen_")) return null;
        var width = fields.Width("mean_", "scale_");
        var variance = fields.Numbers("var_", width);
        // The count is an integer or a float, depending on the release. With sample weights, it is not a number of rows.
        double[] counts = fields.Required("n_samples_seen_") is NumpyArray { Count: not 1 } each
            ? fields.Numbers("n_samples_seen_", each) : [.. Enumerable.Repeat(OfAll(fields), width)];
        var areCounts = counts.Length == width && counts.All(count => count >= 1 && count < long.MaxValue && count == Math.Floor(count));
        return areCounts ? (variance, Array.ConvertAll(counts, count => (long)count)) : null;
    }

    private static double OfAll(FittedFields fields) => fields.Required("n_samples_seen_") is NumpyArray one
        ? fields.Numbers("n_samples_seen_", one)[0] : fields.Number("n_samples_seen_", 0);
}
