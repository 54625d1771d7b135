using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that gives each feature a uniform or a normal distribution: each number becomes the share of the data below it.
/// Outliers lose their distance.</summary>
/// <remarks>The layer learns the feature's quantiles at <c>0, 1/(n − 1), …, 1</c>. A number between two quantiles becomes the linear
/// interpolation of their shares; a number that equals several quantiles becomes the middle of their shares. A number below the first
/// quantile becomes 0, and one above the last becomes 1. With a normal output, the share becomes the quantile of the standard normal
/// distribution for that share, within ±5.1993. The output has the shape of the input; a missing value stays NaN. A constant feature
/// becomes 0, or −5.1993 with a normal output.
/// <para>The quantiles are numpy's: exact for up to 1024 values, within half a percent of rank for more
/// (<see cref="FeatureReport.Quantile"/>). There is no <c>subsample</c>, because no values are left out at random. With fewer rows than
/// quantiles, there is one quantile for each row.</para>
/// <para>The inverse restores numbers from shares; a number outside the range of the data is restored to the end of the range. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.QuantileTransformer.html"/>; normal quantiles by
/// Wichura, Algorithm AS 241 (1988).</para>
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var transform = new QuantileTransform(nQuantiles: 100, OutputDistribution.Normal);
/// transform.Adapt(features);                   // float[,]: a hundred quantiles for each column
/// </code></example>
public sealed class QuantileTransform : FeatureTransform, ISavable<QuantileTransform>
{
    // scikit-learn keeps this distance from 0 and 1, because the normal distribution has no ends.
    private const double LeastShare = 1e-7 - 2.220446049250313e-16;

    // The same distance at the upper end, with the digits that 1 − 1e-7 has in scikit-learn.
    private const double LeastShareAbove = 1 - (1 - LeastShare);

    private const double Threshold = 1e-7;

    private const string Table = "quantiles";

    /// <summary>Creates a layer that learns the quantiles of each feature with <c>Adapt</c>.</summary>
    /// <param name="nQuantiles">The number of quantiles, 2 to 100,000; default 1000. With fewer rows, there is one quantile for each
    /// row.</param>
    /// <param name="outputDistribution">The output distribution; default the uniform distribution from 0 to 1.</param>
    /// <param name="invert">Whether to apply the inverse, which restores transformed numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>quantile_transform</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There are fewer than two quantiles, or more than 100,000.</exception>
    public QuantileTransform(int nQuantiles = 1000, OutputDistribution outputDistribution = OutputDistribution.Uniform, bool invert = false,
        string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        if (nQuantiles is < 2 or > 100_000) throw Throw.BadArgument(Name, nameof(nQuantiles), "from 2 to 100,000", nQuantiles);
        if (!Enum.IsDefined(outputDistribution))
            throw Throw.BadArgument(Name, nameof(outputDistribution), "one of Uniform and Normal", outputDistribution);
        (NQuantiles, OutputDistribution) = (nQuantiles, outputDistribution);
    }

    /// <summary>Creates a layer with given quantiles for each feature; there is nothing to adapt.</summary>
    /// <param name="quantiles">Two or more quantiles of each feature, at equally spaced shares from 0 to 1, ascending, <c>(features,
    /// quantiles)</c>.</param>
    /// <param name="outputDistribution">The output distribution; default the uniform distribution from 0 to 1.</param>
    /// <param name="invert">Whether to apply the inverse, which restores transformed numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>quantile_transform</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The quantiles have another shape or are not ascending, or a number is not finite or is beyond the
    /// type that the layer computes with.</exception>
    /// <example><code>new QuantileTransform(new double[,] { { 18, 38.5, 99 } }!)   // the minimum, median and maximum of one
    /// feature</code></example>
    public QuantileTransform(TensorData quantiles, OutputDistribution outputDistribution = OutputDistribution.Uniform, bool invert = false,
        string? name = null, DTypePolicy? dtype = null)
        : this(GivenNumbers.Columns(quantiles, nameof(quantiles)), outputDistribution, invert, name, dtype)
    {
        var rows = GivenNumbers.Ascending(this, nameof(quantiles), quantiles);
        double[][] fits = [.. rows.Select(row => Numbered(row, NQuantiles - 1))];
        double[] Of(int from, int count) => [.. fits.SelectMany(fit => fit[from..(from + count)])];
        GiveInPlaceOfLearning(Of(0, NQuantiles), Of(NQuantiles, NQuantiles), Of(2 * NQuantiles, 1), Of(2 * NQuantiles + 1, 1),
            Of(2 * NQuantiles + 2, 1));
    }

    /// <summary>The number of quantiles of each feature; with fewer rows, the largest quantile is repeated.</summary>
    public int NQuantiles { get; }

    /// <summary>The output distribution.</summary>
    public OutputDistribution OutputDistribution { get; }

    /// <summary>The quantiles of each feature in ascending order, <c>(features, nQuantiles)</c> in float64; with fewer rows, the largest
    /// quantile is repeated; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Quantiles => Learned(Table);

    internal override string? Given => IsGiven ? "quantiles" : null;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => true;

    // The quantiles; the position of each in steps, which is the middle for equal quantiles; the lowest and the highest number that are
    // interpolated; and the number of steps from the first to the last quantile.
    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers =>
        [new(Table, NQuantiles), new("places", NQuantiles), new("least"), new("largest"), new("steps")];

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) =>
        Share(x, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers) => Number(y, numbers[0], numbers[4]);

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        if (Policy.ComputeType != DType.Float64 && feature.Maximum - feature.Minimum is > 0 and < LeastNormal)
            throw Throw.NumberVanishes(this, feature, "range of " + Table, feature.Maximum - feature.Minimum);
        // Rows with a missing value count as rows, as in scikit-learn.
        var steps = (int)Math.Max(Math.Min(NQuantiles, feature.Count + feature.Missing), 2) - 1;
        var quantiles = new double[NQuantiles];
        var sorted = feature.Sketch!.Sorted();
        for (var i = 0; i < NQuantiles; i++)
            quantiles[i] = i == 0 ? feature.Minimum : i >= steps ? feature.Maximum
                : Math.Clamp(sorted.Quantile((double)i / steps), quantiles[i - 1], feature.Maximum);
        return Numbered(quantiles, steps);
    }

    // Returns the learned numbers of a feature with these quantiles. The first quantiles, up to the number of steps, are its own; the
    // others repeat the last.
    private double[] Numbered(double[] quantiles, int steps)
    {
        var places = new double[NQuantiles];
        for (var (first, last) = (0, 0); first < NQuantiles; first = last + 1)
        {
            last = first;
            while (last + 1 < NQuantiles && quantiles[last + 1] == quantiles[first]) last++;
            for (var i = first; i <= last; i++) places[i] = (first + Math.Min(last, steps)) / 2.0;
        }
        var margin = OutputDistribution == OutputDistribution.Normal && !Invert ? Threshold : 0;
        return [.. quantiles, .. places, quantiles[0] + margin, quantiles[^1] - margin, steps];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("n_quantiles", (long)NQuantiles).Set("output_distribution", SnakeCase.Of(OutputDistribution.ToString()))
            .Set("invert", Invert);
        WriteNumbers(config);
    }

    /// <inheritdoc/>
    public static QuantileTransform FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new QuantileTransform(config.WholeOr("n_quantiles", 1000), Choice.Of<OutputDistribution>(config, "output_distribution"),
            config.Flag("invert", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }

    private Value Share(Value x, Value table, Value places, Value least, Value largest, Value steps)
    {
        var last = FeatureTables.LastAtMost(x, table);
        var (from, to) = (FeatureTables.Take(table, last), FeatureTables.Take(table, Min(last + 1, NQuantiles - 1)));
        var width = to - from;
        var part = (x - from) / Where(width <= 0, 1, width);
        // On a quantile, the position is the middle of the equal quantiles, or its own if it is unique; the step has no gradient.
        var place = Where(x <= from, FeatureTables.Take(places, last), last);
        var (isLow, isHigh) = (x <= least, largest <= x);
        if (OutputDistribution == OutputDistribution.Uniform) return Where(isLow, 0, Where(isHigh, 1, (place + part) / steps));

        // The position is counted from the nearer end, so that the upper tail has as many digits as the lower.
        var fromLow = place + part;
        var fromHigh = steps - place - part;
        var tail = Max(Min(fromLow, fromHigh) / steps, LeastShare);
        var y = NormalDistribution.Quantile((fromLow - steps / 2) / steps, tail);
        return Where(isLow, NormalDistribution.Quantile(LeastShare), Where(isHigh, -NormalDistribution.Quantile(LeastShareAbove), y));
    }

    private Value Number(Value y, Value table, Value steps)
    {
        // The position is counted from the nearer end, so that the upper tail has as many digits as the lower.
        Value fromEnd, isLow;
        if (OutputDistribution == OutputDistribution.Normal)
        {
            fromEnd = NormalDistribution.Tail(y);
            isLow = y <= 0;
        }
        else
        {
            var share = Min(Max(y, 0), 1);
            fromEnd = Min(share, 1 - share);
            isLow = share <= 0.5;
        }
        fromEnd = Min(fromEnd * steps, steps / 2);
        // A missing value has no position, and must not be looked up.
        var whole = Where(IsNaN(fromEnd), 0, Floor(fromEnd));
        var from = FeatureTables.Take(table, Where(isLow, whole, steps - whole));
        var to = FeatureTables.Take(table, Where(isLow, whole + 1, steps - whole - 1));
        return from + (fromEnd - whole) * (to - from);
    }
}
