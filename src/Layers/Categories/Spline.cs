using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that turns each feature into the values of B-splines: smooth local curves along the feature. A linear layer after it
/// can fit any smooth curve.</summary>
/// <remarks>Input: <c>(batch, …, features)</c> with two or more axes. Output: <c>(batch, …, features · splines)</c>: the splines of the
/// first feature, then those of the next. A feature has <c>nKnots + degree − 1</c> splines, or <c>nKnots − 1</c> if the extrapolation is
/// periodic; without bias it has one fewer. The splines of a feature add up to 1 in each row, except without bias and beyond the knots. A
/// missing value (NaN) is NaN in all of its columns.
/// <para>The splines follow the recurrence of Cox and de Boor: <c>B(i, 0) = 1</c> in interval i, else 0; <c>B(i, k) = (x − t_i) / (t_(i+k)
/// − t_i) · B(i, k − 1) + (t_(i+k+1) − x) / (t_(i+k+1) − t_(i+1)) · B(i + 1, k − 1)</c>. The additional knots beyond the first and the last
/// knot have the distance of the two outermost knots, as in scikit-learn; if the extrapolation is periodic, they repeat the distances of
/// all knots. The knots of a constant feature run from its value to its value plus one. Quantiles are computed as in numpy
/// (<see cref="FeatureReport.Quantile"/>). Sources: de Boor, "A Practical Guide to Splines" (1978);
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.SplineTransformer.html"/>.</para>
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var spline = new Spline(nKnots: 5, extrapolation: SplineExtrapolation.Linear);
/// spline.Adapt(features);                      // float[,]: five knots a column
/// var model = new Sequential { new Input(2), spline, new Dense(1) };
/// </code></example>
public sealed class Spline : FeatureTransform, ISavable<Spline>
{
    private const string Table = "knots";

    private readonly double[][]? _given;

    /// <summary>Learns the knots of each feature with <c>Adapt</c>.</summary>
    /// <param name="nKnots">The number of knots of a feature, from 2 to 10,000; default 5.</param>
    /// <param name="degree">The degree of the polynomials, from 0 to 20; default 3. If the extrapolation is periodic, the degree must be
    /// below <paramref name="nKnots"/>.</param>
    /// <param name="knots">The placement of the knots; default at equal distances.</param>
    /// <param name="extrapolation">The output for numbers beyond the outer knots; default the output at the nearest knot.</param>
    /// <param name="includeBias">Whether the output includes the last spline of each feature; default true. Without the last spline, the
    /// columns do not add up to 1, so that they are not redundant beside the bias of the next layer.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>spline</c> with a
    /// number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is out of range, the output would be empty, or <paramref name="knots"/> is
    /// <see cref="SplineKnots.Given"/>. Another constructor takes given knots.</exception>
    public Spline(
        int nKnots = 5, int degree = 3, SplineKnots knots = SplineKnots.Uniform,
        SplineExtrapolation extrapolation = SplineExtrapolation.Constant, bool includeBias = true,
        string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        if (knots is not (SplineKnots.Uniform or SplineKnots.Quantile))
            throw Throw.BadArgument(Name, nameof(knots),
                "one of Uniform and Quantile; for given knots, use the constructor that takes positions of knots", knots);
        if (nKnots is < 2 or > 10_000) throw Throw.BadArgument(Name, nameof(nKnots), "from 2 to 10,000", nKnots);
        (NKnots, Degree, Knots, Extrapolation, IncludeBias) = (nKnots, degree, knots, extrapolation, includeBias);
        RequireSplines();
    }

    /// <summary>Takes the knots of each feature.</summary>
    /// <param name="knots">Two or more numbers for each feature, ascending; the same number of knots for all features.</param>
    /// <param name="degree">The degree of the polynomials, from 0 to 20; default 3. If the extrapolation is periodic, the degree must be
    /// below the number of knots.</param>
    /// <param name="extrapolation">The output for numbers beyond the outer knots; default the output at the nearest knot.</param>
    /// <param name="includeBias">Whether the output includes the last spline of each feature; default true.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>spline</c> with a
    /// number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no feature; or a feature has fewer than two knots, another number of knots than the first
    /// feature, or knots that are not ascending, not finite, or out of the range of the arithmetic's type; or another number is out of
    /// range.</exception>
    public Spline(
        IReadOnlyList<IReadOnlyList<double>> knots, int degree = 3, SplineExtrapolation extrapolation = SplineExtrapolation.Constant,
        bool includeBias = true, string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(knots);
        _given = GivenRows.Of(this, nameof(knots), knots);
        foreach (var (feature, row) in _given.Index())
            if (row.Length != _given[0].Length) throw Throw.UnequalRows(this, nameof(knots), _given[0].Length, feature, row.Length);
        (NKnots, Degree, Knots, Extrapolation, IncludeBias) = (_given[0].Length, degree, SplineKnots.Given, extrapolation, includeBias);
        RequireSplines();
        Give([.. _given.SelectMany(row => row)], [.. _given.Select(_ => NKnots - 2.0)]);
    }

    /// <summary>The number of knots of a feature.</summary>
    public int NKnots { get; }

    /// <summary>The degree of the polynomials.</summary>
    public int Degree { get; }

    /// <summary>The placement of the knots.</summary>
    public SplineKnots Knots { get; }

    /// <summary>The output for numbers beyond the outer knots.</summary>
    public SplineExtrapolation Extrapolation { get; }

    /// <summary>Whether the output includes the last spline of each feature.</summary>
    public bool IncludeBias { get; }

    /// <summary>The number of output columns of a feature.</summary>
    public int NSplines => All - (IncludeBias ? 0 : 1);

    /// <summary>The knots of each feature in ascending order, <c>(features, nKnots)</c> in float64; <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public TensorData? KnotPositions => Learned(Table);

    private int All => Extrapolation == SplineExtrapolation.Periodic ? NKnots - 1 : NKnots + Degree - 1;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => Knots == SplineKnots.Quantile;

    internal override string? Given => _given is null ? null : "knots";

    // The knots, and the index of the last interval that is not empty, because quantiles may repeat.
    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new(Table, NKnots), new("last_interval")];

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        var y = base.Call(x, call);
        if (Extrapolation != SplineExtrapolation.Error) return y;
        var wide = WideInput.Of(x, Policy);
        var knots = Cast(Weights[0].Symbol, wide.Type);
        call.Check(x, Not(Or(wide < Column(knots, 0), wide > Column(knots, NKnots - 1))), Throw.OutsideKnots);
        return y;
    }

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(numbers);
        // Positions are measured from the first knot, in units of the distance to the last, so that large numbers keep their precision.
        // The knots are float64, because they become constants of the graph.
        var knots = Weights[0].Symbol;
        var (first, range) = (Column(knots, 0), Column(knots, NKnots - 1) - Column(knots, 0));
        var place = Centred(x, Cast(first, x.Type), Cast(range, x.Type));
        var shares = (knots - Unsqueeze(first, 1)) / Unsqueeze(range, 1);
        var within = Extrapolation switch
        {
            SplineExtrapolation.Continue => place,
            SplineExtrapolation.Periodic => place - Floor(place),
            _ => Min(Max(place, 0), 1),
        };
        var found = FeatureTables.LastAtMost(within, Cast(shares, x.Type));
        // Min would return NaN if a learned number is NaN, and NaN is not a valid index of a table.
        var interval = Where(numbers[1] < found, numbers[1], found);
        var (values, slopes) = Basis(within, interval, Cast(WithOuter(shares), x.Type));
        if (Extrapolation == SplineExtrapolation.Linear && Degree > 0)
            values = [.. values.Zip(slopes, (value, slope) => value + (place - within) * slope)];
        return Spread(place, interval, values);
    }

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var (least, largest) = (feature.Minimum, feature.Maximum);
        if (least == largest) largest = least + Math.Max(1, Math.BitIncrement(Math.Abs(least)) - Math.Abs(least));
        if (Policy.ComputeType != DType.Float64 && largest - least is > 0 and < LeastNormal)
            throw Throw.NumberVanishes(this, feature, "range of " + Table, largest - least);
        var knots = new double[NKnots];
        for (var i = 0; i < NKnots; i++)
        {
            var share = (double)i / (NKnots - 1);
            knots[i] = i == 0 ? least : i == NKnots - 1 ? largest
                : Knots == SplineKnots.Quantile && feature.Minimum < feature.Maximum
                    ? Math.Clamp(feature.Quantile(share), knots[i - 1], largest)
                : least + share * (largest - least);
        }
        var last = NKnots - 2;
        while (knots[last] == knots[last + 1]) last--;
        return [.. knots, last];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("n_knots", (long)NKnots).Set("degree", (long)Degree).Set("strategy", SnakeCase.Of(Knots.ToString()))
            .Set("extrapolation", SnakeCase.Of(Extrapolation.ToString())).Set("include_bias", IncludeBias);
        WriteNumbers(config);
    }

    /// <inheritdoc/>
    public static Spline FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (count, degree, knots) = (config.WholeOr("n_knots", 5), config.WholeOr("degree", 3),
            Choice.Of<SplineKnots>(config, "strategy"));
        var (extrapolation, bias) = (Choice.Of<SplineExtrapolation>(config, "extrapolation"), config.Flag("include_bias", true));
        if (knots != SplineKnots.Given)
            return ReadNumbers(new Spline(count, degree, knots, extrapolation, bias, config.Name, config.Policy), config);
        config.OptionalTensor("last_interval");
        var given = config.OptionalTensor(Table) ?? throw Throw.MissingSetting(config.Owner, Table);
        if (given.Shape.Rank != 2 || given.Shape[1] != count)
            throw Throw.BadNumbers(config.Owner, Table, [given.Shape.Rank > 0 ? given.Shape[0].Size : 0, count]);
        return new([.. given.ToArray<double>().Chunk(count)], degree, extrapolation, bias, config.Name, config.Policy);
    }

    private void RequireSplines()
    {
        if (Degree is < 0 or > 20) throw Throw.BadArgument(Name, "degree", "from 0 to 20", Degree);
        if (!Enum.IsDefined(Extrapolation))
            throw Throw.BadArgument(Name, "extrapolation", "one of Constant, Linear, Continue, Periodic and Error", Extrapolation);
        if (Extrapolation == SplineExtrapolation.Periodic && Degree >= NKnots)
            throw Throw.BadArgument(Name, "degree", $"below the number of knots, {NKnots}, if the extrapolation is periodic", Degree);
        if (NSplines < 1)
            throw Throw.BadArgument(Name, "includeBias",
                "true if each feature has a single spline, because the output would be empty otherwise", IncludeBias);
    }

    // The knots, with the additional knots outside that the outermost splines need: (features, nKnots + 2 · degree).
    private Value WithOuter(Value shares)
    {
        if (Degree == 0) return shares;
        if (Extrapolation == SplineExtrapolation.Periodic)
            return Concat([Slice(shares, NKnots - 1 - Degree, NKnots - 1, 1) - 1, shares, Slice(shares, 1, Degree + 1, 1) + 1], 1);
        var steps = Constant(TensorData.Of([.. Enumerable.Range(1, Degree).Select(i => (double)i)], [1, Degree]));
        var back = Constant(TensorData.Of([.. Enumerable.Range(1, Degree).Select(i => (double)(Degree + 1 - i))], [1, Degree]));
        var (from, second) = (Slice(shares, 0, 1, 1), Slice(shares, 1, 2, 1));
        var (before, to) = (Slice(shares, NKnots - 2, NKnots - 1, 1), Slice(shares, NKnots - 1, NKnots, 1));
        return Concat([from - back * (second - from), shares, to + steps * (to - before)], 1);
    }

    // The degree + 1 splines that are not 0 in an interval, and their slopes.
    private (Value[] Values, Value[] Slopes) Basis(Value x, Value interval, Value knots)
    {
        Value[] around = [.. Enumerable.Range(1, 2 * Degree).Select(i => FeatureTables.Take(knots, interval + i))];
        Value[] values = [Scalar(1, x.Type)];
        Value[] slopes = [];
        for (var k = 1; k <= Degree; k++)
        {
            var parts = new Value[k];
            for (var r = 0; r < k; r++) parts[r] = values[r] / (Above(k, r) - Below(k, r));
            values = [.. Enumerable.Range(0, k + 1).Select(r =>
                r == 0 ? (Above(k, 0) - x) * parts[0] : r == k ? (x - Below(k, k - 1)) * parts[k - 1]
                    : (x - Below(k, r - 1)) * parts[r - 1] + (Above(k, r) - x) * parts[r])];
            if (k == Degree)
                slopes = [.. Enumerable.Range(0, k + 1)
                    .Select(r => (r == 0 ? -parts[0] : r == k ? parts[k - 1] : parts[r - 1] - parts[r]) * k)];
        }
        return (values, slopes);

        // The knots at which a part of a spline ends and begins.
        Value Above(int k, int r) => around[Degree + r];
        Value Below(int k, int r) => around[Degree - k + r];
    }

    // Puts each spline into its column; the other columns are 0.
    private Value Spread(Value x, Value interval, Value[] values)
    {
        var columns = Enumerable.Range(0, (int)x.Shape[^1].Size)
            .SelectMany(feature => Enumerable.Range(0, NSplines).Select(spline => (Feature: (long)feature, Spline: spline))).ToArray();
        var source = Array.ConvertAll(columns, column => column.Feature);
        var (intervals, wide) = (LastAxis.Take(interval, source), LastAxis.Take(x, source));
        Value? y = null;
        for (var r = 0; r < values.Length; r++)
        {
            double[] of = Array.ConvertAll(columns,
                column => (double)(Extrapolation == SplineExtrapolation.Periodic
                ? ((column.Spline - r) % All + All) % All : column.Spline - r));
            var isHere = Equal(intervals, Constant(Casting.Of(of, [of.Length], x.Type)));
            var part = Where(isHere, Degree == 0 ? values[r] : LastAxis.Take(values[r], source), Scalar(0, x.Type));
            y = y is null ? part : y + part;
        }
        return Where(IsNaN(wide), wide, y!);
    }

    private static Value Column(Value table, int column) => Squeeze(Slice(table, column, column + 1, 1), 1);
}
