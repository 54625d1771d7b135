using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that sorts each feature's numbers into bins, and returns a column for each bin or the index of the bin. A number is in
/// bin i if <c>edge i ≤ x &lt; edge i + 1</c>. Numbers below all edges are in the first bin, and numbers above all edges are in the
/// last.</summary>
/// <remarks>Input: <c>(batch, …, features)</c> with two or more axes. With <see cref="BinEncoding.Ordinal"/> the output has the shape of
/// the input. With <see cref="BinEncoding.OneHot"/> it is <c>(batch, …, columns)</c>: the columns of the first feature, then those of the
/// next. A feature has <see cref="NBins"/> columns if the edges are learned, and a column for each of its bins if the edges are given. A
/// missing value (NaN) is in no bin: its index is NaN, and all of its columns are 0.
/// <para>Edges less than 1e-8 apart are merged, as in scikit-learn. A feature with many repeated values may therefore have fewer bins, and
/// the report then names that feature. The number of its columns stays the same, because the size of the output must not depend on the
/// data; the last columns are then 0. A constant feature has one bin. Quantiles of up to 1024 values are exact. With more values, the rank
/// of a quantile is off by less than 0.5 % of all values with a probability of 99 % (<see cref="FeatureReport.Quantile"/>). All rows are
/// used; scikit-learn's <c>subsample</c> leaves some rows out at random. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.KBinsDiscretizer.html"/>.</para>
/// <para>Keras's <c>Discretization</c> has one list of edges for all features. A file therefore stores this layer as a nested model of
/// Keras's operations. Every release of Keras from 3.3 on opens that model without custom code, and this library reads it back as this
/// class. The learned numbers are part of the layer's settings.</para></remarks>
/// <example><code>
/// var bins = new Bins(nBins: 4, BinEncoding.Ordinal);
/// bins.Adapt(features);                        // float[,]: quartiles of each column
/// var ages = new Bins([[18, 30, 65]]);         // two bins: from 18, and from 30
/// </code></example>
public sealed class Bins : FeatureTransform, ISavable<Bins>
{
    private const string Table = "edges";
    private const string Counts = "bins";

    // The edges that the constructor received for each feature; null if they are learned.
    private readonly double[][]? _given;

    /// <summary>Learns the edges of each feature with <c>Adapt</c>.</summary>
    /// <param name="nBins">The maximum number of bins of a feature, from 2 to 10,000; default 5.</param>
    /// <param name="encoding">The form of the output; default a column for each bin.</param>
    /// <param name="strategy">The way in which edges are chosen; default at quantiles.</param>
    /// <param name="quantileMethod">The way in which a quantile between two values is computed; default as in scikit-learn.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>bins</c> with a
    /// number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The number of bins is out of range, or the strategy is <see cref="BinStrategy.Given"/>. Another
    /// constructor takes given edges.</exception>
    public Bins(
        int nBins = 5, BinEncoding encoding = BinEncoding.OneHot, BinStrategy strategy = BinStrategy.Quantile,
        QuantileMethod quantileMethod = QuantileMethod.AveragedInvertedCdf,
        string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        if (nBins is < 2 or > 10_000) throw Throw.BadArgument(Name, nameof(nBins), "from 2 to 10,000", nBins);
        if (!Enum.IsDefined(encoding)) throw Throw.BadArgument(Name, nameof(encoding), "one of OneHot and Ordinal", encoding);
        if (strategy is not (BinStrategy.Quantile or BinStrategy.Uniform or BinStrategy.KMeans))
            throw Throw.BadArgument(Name, nameof(strategy),
                "one of Quantile, Uniform and KMeans; for given edges, use the constructor that takes edges", strategy);
        if (!Enum.IsDefined(quantileMethod))
            throw Throw.BadArgument(Name, nameof(quantileMethod), "one of AveragedInvertedCdf and Linear", quantileMethod);
        (NBins, Encoding, Strategy, QuantileMethod) = (nBins, encoding, strategy, quantileMethod);
    }

    /// <summary>Takes the edges of each feature.</summary>
    /// <param name="edges">Two or more numbers for each feature, ascending, including the outer edges: three edges make two bins. Numbers
    /// beyond the outer edges are in the outer bins.</param>
    /// <param name="encoding">The form of the output; default a column for each bin.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>bins</c> with a
    /// number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no feature, or a feature has fewer than two edges, or edges that are not ascending, not
    /// finite, or out of the range of the arithmetic's type.</exception>
    public Bins(IReadOnlyList<IReadOnlyList<double>> edges, BinEncoding encoding = BinEncoding.OneHot, string? name = null,
        DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (!Enum.IsDefined(encoding)) throw Throw.BadArgument(Name, nameof(encoding), "one of OneHot and Ordinal", encoding);
        _given = GivenRows.Of(this, nameof(edges), edges);
        (NBins, Encoding, Strategy) = (_given.Max(row => row.Length) - 1, encoding, BinStrategy.Given);
        Give([.. _given.SelectMany(Padded)], [.. _given.Select(row => row.Length - 1.0)]);
    }

    /// <summary>The maximum number of bins of a feature.</summary>
    public int NBins { get; }

    /// <summary>The form of the output.</summary>
    public BinEncoding Encoding { get; }

    /// <summary>The way in which edges are chosen.</summary>
    public BinStrategy Strategy { get; }

    /// <summary>The way in which a quantile between two values is computed.</summary>
    public QuantileMethod QuantileMethod { get; }

    /// <summary>The edges of each feature, one more than the feature has bins; −∞ and ∞ for a feature with a single bin.
    /// <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Edges
    {
        get
        {
            if (Learned(Table)?.ToArray<double>() is not { } table) return null;
            return [.. Learned(Counts)!.ToArray<double>().Select((bins, feature) => (IReadOnlyList<double>)(bins == 1
                ? [double.NegativeInfinity, double.PositiveInfinity]
                : table[(feature * (NBins + 1))..(feature * (NBins + 1) + (int)bins + 1)]))];
        }
    }

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => Strategy is BinStrategy.Quantile or BinStrategy.KMeans;

    internal override string? Given => _given is null ? null : "edges";

    // A row of edges is padded with its last edge. The second number is the number of bins.
    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new(Table, NBins + 1), new(Counts)];

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(numbers);
        // Numbers at the last edge and above are in the last bin.
        var bin = Min(FeatureTables.LastAtMost(x, numbers[0]), numbers[1] - 1);
        if (Encoding == BinEncoding.Ordinal) return Where(IsNaN(x), x, bin);
        var features = Enumerable.Range(0, (int)x.Shape[^1].Size);
        var columns = features.SelectMany(feature => Enumerable.Range(0, _given is null ? NBins : _given[feature].Length - 1)
            .Select(column => (Feature: (long)feature, Bin: (double)column))).ToArray();
        var bins = Constant(Casting.Of(Array.ConvertAll(columns, column => column.Bin), [columns.Length], x.Type));
        return Where(Equal(LastAxis.Take(Where(IsNaN(x), -1, bin), Array.ConvertAll(columns, column => column.Feature)), bins),
            Scalar(1, x.Type), Scalar(0, x.Type));
    }

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var edges = BinEdges.Of(feature, NBins, Strategy, QuantileMethod);
        return [.. Padded(edges), edges.Length - 1];
    }

    private protected override string? RemarkOn(FeatureReport feature, ConstantFeatures constant)
    {
        if (Learned(Counts) is not { } counts || feature.Index >= counts.Length || counts.ToArray<double>()[feature.Index] is var bins
            && !(bins < NBins)) return null;
        var reason = feature.Minimum == feature.Maximum ? "the feature is constant" : "edges less than 1e-8 apart are merged";
        return string.Create(CultureInfo.InvariantCulture, $"{bins} of {NBins} bins {(bins == 1 ? "is" : "are")} left, because {reason}");
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("n_bins", (long)NBins).Set("encoding", SnakeCase.Of(Encoding.ToString()))
            .Set("strategy", SnakeCase.Of(Strategy.ToString())).Set("quantile_method", SnakeCase.Of(QuantileMethod.ToString()));
        WriteNumbers(config);
    }

    /// <inheritdoc/>
    public static Bins FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (encoding, strategy) = (Choice.Of<BinEncoding>(config, "encoding"), Choice.Of<BinStrategy>(config, "strategy"));
        var bins = config.WholeOr("n_bins", 5);
        if (strategy != BinStrategy.Given)
            return ReadNumbers(new Bins(bins, encoding, strategy, Choice.Of<QuantileMethod>(config, "quantile_method"), config.Name,
                config.Policy), config);
        config.OptionalText("quantile_method");
        var rows = GivenRows.Read(config, Table, Counts, bins + 1);
        return new(rows, encoding, config.Name, config.Policy);
    }

    private IEnumerable<double> Padded(double[] edges) => edges.Concat(Enumerable.Repeat(edges[^1], NBins + 1 - edges.Length));
}
