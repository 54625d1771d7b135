using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Sorts each feature's numbers into bins: a column for each bin, or the bin's index. A number is in bin i if <c>edge i ≤ x &lt;
/// edge i + 1</c>; what is below all edges is in the first bin, what is above in the last.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of two or more axes. As <see cref="BinEncoding.Ordinal"/> the output has the shape of the
/// input; as <see cref="BinEncoding.OneHot"/> it is <c>(batch, …, columns)</c>: those of the first feature, then those of the next,
/// <see cref="NBins"/> each where edges are learned, and as many as a feature's bins where they are given. A missing value (NaN) is in no
/// bin: its index is NaN, and all of its columns are 0.
/// <para>Edges less than 1e-8 apart are joined, as in scikit-learn, so that a feature with values that repeat may have fewer bins; the
/// report says so. Their columns stay, so that the size of the output does not hang on the data: the last ones are 0 then. A feature that
/// does not vary has one bin. Quantiles are exact up to 1024 values, and of more right to half a percent of rank
/// (<see cref="FeatureReport.Quantile"/>); nothing is left out at random, as scikit-learn's <c>subsample</c> does. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.KBinsDiscretizer.html"/>.</para>
/// <para>Keras's <c>Discretization</c> has one list of edges for all features, so that files hold this layer as a model within the model of
/// Keras's operations. Every Keras since 3.3 opens it without code of ours; this library reads its own class back. What the layer learned
/// is among its settings.</para></remarks>
/// <example><code>
/// var bins = new Bins(nBins: 4, BinEncoding.Ordinal);
/// bins.Adapt(features);                        // float[,]: quartiles of each column
/// var ages = new Bins([[18, 30, 65]]);         // two bins: from 18, and from 30
/// </code></example>
public sealed class Bins : FeatureTransform, ISavable<Bins>
{
    private const string Table = "edges";
    private const string Counts = "bins";

    // What the constructor was given, feature by feature; null where it is learned.
    private readonly double[][]? _given;

    /// <summary>Learns the edges of each feature with <c>Adapt</c>.</summary>
    /// <param name="nBins">How many bins a feature has at most, from 2 to 10,000; default 5.</param>
    /// <param name="encoding">What comes out; default a column for each bin.</param>
    /// <param name="strategy">Where features are cut; default at quantiles.</param>
    /// <param name="quantileMethod">How quantiles between two values are computed; default as scikit-learn does.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>bins</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The number of bins is out of range, or the strategy is <see cref="BinStrategy.Given"/>, which has a
    /// constructor of its own.</exception>
    public Bins(
        int nBins = 5, BinEncoding encoding = BinEncoding.OneHot, BinStrategy strategy = BinStrategy.Quantile, QuantileMethod quantileMethod = QuantileMethod.AveragedInvertedCdf,
        string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        if (nBins is < 2 or > 10_000) throw Throw.BadArgument(Name, nameof(nBins), "from 2 to 10,000", nBins);
        if (!Enum.IsDefined(encoding)) throw Throw.BadArgument(Name, nameof(encoding), "one of OneHot and Ordinal", encoding);
        if (strategy is not (BinStrategy.Quantile or BinStrategy.Uniform or BinStrategy.KMeans)) throw Throw.BadArgument(Name, nameof(strategy), "one of Quantile, Uniform and KMeans; given edges have a constructor of their own", strategy);
        if (!Enum.IsDefined(quantileMethod)) throw Throw.BadArgument(Name, nameof(quantileMethod), "one of AveragedInvertedCdf and Linear", quantileMethod);
        (NBins, Encoding, Strategy, QuantileMethod) = (nBins, encoding, strategy, quantileMethod);
    }

    /// <summary>Takes the edges of each feature.</summary>
    /// <param name="edges">For each feature two or more numbers, ascending, the outer ones too: three edges are two bins. Numbers beyond
    /// the outer edges are in the outer bins.</param>
    /// <param name="encoding">What comes out; default a column for each bin.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>bins</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no feature, or one whose edges are fewer than two, not ascending, not finite, or beyond
    /// the type of the arithmetic.</exception>
    public Bins(IReadOnlyList<IReadOnlyList<double>> edges, BinEncoding encoding = BinEncoding.OneHot, string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (!Enum.IsDefined(encoding)) throw Throw.BadArgument(Name, nameof(encoding), "one of OneHot and Ordinal", encoding);
        _given = GivenRows.Of(this, nameof(edges), edges);
        (NBins, Encoding, Strategy) = (_given.Max(row => row.Length) - 1, encoding, BinStrategy.Given);
        Give([.. _given.SelectMany(Padded)], [.. _given.Select(row => row.Length - 1.0)]);
    }

    /// <summary>How many bins a feature has at most.</summary>
    public int NBins { get; }

    /// <summary>What comes out.</summary>
    public BinEncoding Encoding { get; }

    /// <summary>Where features are cut.</summary>
    public BinStrategy Strategy { get; }

    /// <summary>How quantiles between two values are computed.</summary>
    public QuantileMethod QuantileMethod { get; }

    /// <summary>The edges of each feature, one more than it has bins; from −∞ to ∞ for a single bin. <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
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

    // Each row of edges is filled up with its last; the second number says how many bins it is.
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
        var columns = features.SelectMany(feature => Enumerable.Range(0, _given is null ? NBins : _given[feature].Length - 1).Select(column => (Feature: (long)feature, Bin: (double)column))).ToArray();
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
        if (Learned(Counts) is not { } counts || feature.Index >= counts.Length || counts.ToArray<double>()[feature.Index] is var bins && !(bins < NBins)) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{bins} of {NBins} bins are left, as {(feature.Minimum == feature.Maximum ? "it does not vary" : "edges less than 1e-8 apart are joined")}");
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("n_bins", (long)NBins).Set("encoding", SnakeCase.Of(Encoding.ToString())).Set("strategy", SnakeCase.Of(Strategy.ToString())).Set("quantile_method", SnakeCase.Of(QuantileMethod.ToString()));
        WriteNumbers(config);
    }

    /// <inheritdoc/>
    public static Bins FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (encoding, strategy) = (Choice.Of<BinEncoding>(config, "encoding"), Choice.Of<BinStrategy>(config, "strategy"));
        var bins = config.WholeOr("n_bins", 5);
        if (strategy != BinStrategy.Given) return ReadNumbers(new Bins(bins, encoding, strategy, Choice.Of<QuantileMethod>(config, "quantile_method"), config.Name, config.Policy), config);
        config.OptionalText("quantile_method");
        var rows = GivenRows.Read(config, Table, Counts, bins + 1);
        return new(rows, encoding, config.Name, config.Policy);
    }

    private IEnumerable<double> Padded(double[] edges) => edges.Concat(Enumerable.Repeat(edges[^1], NBins + 1 - edges.Length));
}
