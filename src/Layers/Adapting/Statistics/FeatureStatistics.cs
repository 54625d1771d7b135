namespace Layers;

/// <summary>The statistics that adaptive layers learn: the moments and the range of each feature, in float64.</summary>
/// <remarks>Statistics of parts are merged with <see cref="Merge"/>; the order changes nothing beyond rounding. The class holds no policy:
/// the methods that read it take the policies for missing values and constant features. It is not thread-safe.</remarks>
internal sealed class FeatureStatistics
{
    private readonly Moments[] _features;
    private QuantileSketch[]? _sketches;

    /// <summary>Creates empty statistics.</summary>
    public FeatureStatistics(int features, QuantilePrecision quantiles = QuantilePrecision.None)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(features);
        _features = new Moments[features];
        Quantiles = quantiles;
        if (quantiles != QuantilePrecision.None) _sketches = NewSketches();
    }

    /// <summary>Creates a copy that later changes of <paramref name="other"/> do not affect.</summary>
    public FeatureStatistics(FeatureStatistics other)
    {
        _features = (Moments[])other._features.Clone();
        Quantiles = other.Quantiles;
        _sketches = other._sketches is null ? null : Array.ConvertAll(other._sketches, sketch => sketch.Copy());
        Rows = other.Rows;
    }

    /// <summary>Creates statistics from saved ones. A file may be damaged or hostile, so everything is checked.</summary>
    /// <exception cref="InvalidDataException">The arrays differ in length, or the numbers cannot come from any data.</exception>
    public FeatureStatistics(FeatureStatisticsData data)
    {
        _features = StatisticsState.Read(data);
        Quantiles = data.Quantiles;
        _sketches = data.Sketches;
        Rows = data.Rows;
    }

    /// <summary>The number of features.</summary>
    public int Features => _features.Length;

    /// <summary>The number of rows, including those with missing values.</summary>
    public long Rows { get; private set; }

    /// <summary>The precision of the quantile sketches.</summary>
    public QuantilePrecision Quantiles { get; private set; }

    /// <summary>Returns the sketch of a feature; null if no quantiles were kept.</summary>
    public QuantileSketch? Sketch(int feature) => _sketches?[feature];

    /// <summary>The moments of a feature.</summary>
    public Moments this[int feature] => _features[feature];

    /// <summary>Returns the number of missing values of a feature.</summary>
    public long Missing(int feature) => Rows - _features[feature].Count;

    /// <summary>Adds the data of other statistics.</summary>
    /// <exception cref="ArgumentException">The numbers of features differ, or the merged squares overflow; these statistics then stay
    /// unchanged.</exception>
    public void Merge(FeatureStatistics other, string? layer = null, string[]? names = null)
    {
        if (other.Features != Features) throw Throw.FeatureCountDiffers(layer, Features, other.Features);
        for (var f = 0; f < _features.Length; f++)
            if (!(_features[f] + other._features[f]).IsFinite)
                throw Throw.VarianceOverflows(layer, f, names);
        if (Rows > long.MaxValue - other.Rows) throw Throw.TooManyRows(layer, Rows, other.Rows);
        Rows += other.Rows;
        for (var f = 0; f < _features.Length; f++) _features[f] += other._features[f];
        MergeSketches(other);
    }

    /// <summary>Returns the mean and the variance that a layer stores for each feature.</summary>
    /// <exception cref="InvalidOperationException">There are no rows, or missing values that <paramref name="missing"/> does not
    /// allow.</exception>
    public (double[] Mean, double[] Variance) Learned(MissingValues missing, ConstantFeatures constant, string? layer = null,
        string[]? names = null)
    {
        if (Rows == 0) throw Throw.NothingSeen(layer);
        var (mean, variance) = (new double[Features], new double[Features]);
        for (var f = 0; f < Features; f++)
        {
            if (Missing(f) > 0 && missing == MissingValues.Throw) throw Throw.MissingLearned(layer, f, names, Missing(f), Rows);
            if (_features[f].Count == 0 && missing == MissingValues.Ignore) throw Throw.AllMissing(layer, f, names, Rows);
            var poisoned = Missing(f) > 0 && missing == MissingValues.Propagate;
            mean[f] = poisoned ? double.NaN : _features[f].Mean;
            variance[f] = poisoned ? double.NaN
                : constant == ConstantFeatures.UnitVariance && _features[f].IsConstant ? 1
                : _features[f].Variance;
        }
        return (mean, variance);
    }

    /// <summary>Returns a report for people.</summary>
    public AdaptReport Report(MissingValues missing, string[]? names = null, Func<FeatureReport, string?>? remark = null)
    {
        var features = new FeatureReport[Features];
        for (var f = 0; f < features.Length; f++)
        {
            var m = _features[f];
            var poisoned = m.Count == 0 || (Missing(f) > 0 && missing == MissingValues.Propagate);
            features[f] = new FeatureReport
            {
                Index = f,
                Name = names?[f],
                Count = m.Count,
                Missing = Missing(f),
                Mean = poisoned ? double.NaN : m.Mean,
                Variance = poisoned ? double.NaN : m.Variance,
                Minimum = m.Count == 0 ? double.NaN : m.Minimum,
                Maximum = m.Count == 0 ? double.NaN : m.Maximum,
                IsConstant = m.IsConstant,
                Sketch = _sketches?[f],
            };
            if (remark?.Invoke(features[f]) is { } text) features[f] = features[f] with { Remark = text };
        }
        return new NumericReport(Rows, features);
    }

    /// <summary>Returns the statistics of some features.</summary>
    public FeatureStatistics Of(IReadOnlyList<int> features)
    {
        var part = new FeatureStatistics(features.Count, Quantiles);
        part.AddRows(Rows);
        for (var f = 0; f < features.Count; f++) part.Add(f, _features[features[f]], _sketches?[features[f]]);
        return part;
    }

    /// <summary>Returns the statistics as plain arrays.</summary>
    public FeatureStatisticsData ToData() => StatisticsState.Write(Rows, _features) with { Quantiles = Quantiles, Sketches = _sketches };

    /// <summary>Adds a part of one feature; <see cref="StatisticsPass"/> calls it while it builds statistics.</summary>
    internal void Add(int feature, Moments part, QuantileSketch? sketch = null)
    {
        _features[feature] += part;
        if (sketch is not null) _sketches![feature].Merge(sketch);
    }

    /// <summary>Counts rows whose parts were added.</summary>
    internal void AddRows(long rows) => Rows = checked(Rows + rows);

    private void MergeSketches(FeatureStatistics other)
    {
        // Quantiles of only a part of the rows would look like those of all rows.
        if (other.Rows == 0) return;
        var isFirst = Rows == other.Rows;
        Quantiles = isFirst ? other.Quantiles : (QuantilePrecision)Math.Min((int)Quantiles, (int)other.Quantiles);
        _sketches = Quantiles == QuantilePrecision.None ? null : isFirst ? NewSketches() : _sketches;
        for (var f = 0; f < _sketches?.Length; f++) _sketches[f].Merge(other._sketches![f]);
    }

    private QuantileSketch[] NewSketches() => [.. Enumerable.Range(0, Features).Select(_ => new QuantileSketch())];
}
