using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>StandardScaler as <see cref="Normalization"/>; where a deviation is below the least that Keras divides by, or its square beyond
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

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype)
    {
        if (!_isCentred && !_isScaled) return [];
        double[] scale = [.. places.Select(place => _scale[place])];
        if (scale.All(number => number is >= LeastDeviation and <= LargestDeviation))
            return [new Normalization(At(_mean, places), TensorData.Of(Array.ConvertAll(scale, number => number * number), [scale.Length]),
                invert: isInverse, dtype: dtype)];
        return [new RobustScaling(_isCentred ? At(_mean, places) : null, At(_scale, places), isInverse, dtype: dtype)];
    }
}
