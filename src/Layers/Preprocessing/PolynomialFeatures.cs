using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that computes the products of the columns of each row up to a degree. For example, <c>a</c> and <c>b</c> become the
/// columns <c>1, a, b, a², ab, b²</c>. A linear model of the products is nonlinear in the columns.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes; the output is <c>(batch, …, products)</c>. The products are
/// sorted by degree, and within a degree by the order of the features. For <c>n</c> features up to degree <c>d</c> there are <c>(n + d)! /
/// (n! d!)</c> columns, or fewer if no feature may occur twice in a product. Products with a missing value (NaN) are NaN. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.PolynomialFeatures.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations <c>Take</c>, <c>Multiply</c> and
/// <c>Concatenate</c>, which every Keras release since 3.3 opens; this library restores its own class.</para></remarks>
/// <example><code>
/// var products = new PolynomialFeatures(interactionOnly: true, includeBias: false);
/// products.Predict(new[,] { { 2f, 3 } });              // 2 3 6
/// products.ColumnNames(["width", "height"]);           // width, height, width height
/// </code></example>
public sealed class PolynomialFeatures : Layer, INamesOutputs, IWrittenAsStock, ISavable<PolynomialFeatures>
{
    private const int MostColumns = 100_000;

    /// <summary>Creates the layer.</summary>
    /// <param name="degree">The largest number of factors of a product, from 1 to 100; default 2.</param>
    /// <param name="interactionOnly">Whether no feature may occur twice in a product; default false.</param>
    /// <param name="includeBias">Whether the first column is 1, for a model without a bias; default true.</param>
    /// <param name="minDegree">The smallest number of factors of a product, from 1 to <paramref name="degree"/>; default 1, which includes
    /// the features themselves.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>polynomial_features</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A degree is out of its range.</exception>
    public PolynomialFeatures(int degree = 2, bool interactionOnly = false, bool includeBias = true, int minDegree = 1, string? name = null,
        DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (degree is < 1 or > 100) throw Throw.BadArgument(Name, nameof(degree), "from 1 to 100", degree);
        if (minDegree < 1 || minDegree > degree)
            throw Throw.BadArgument(Name, nameof(minDegree), $"from 1 to the degree, {degree}", minDegree);
        (Degree, InteractionOnly, IncludeBias, MinDegree) = (degree, interactionOnly, includeBias, minDegree);
    }

    /// <summary>The largest number of factors of a product.</summary>
    public int Degree { get; }

    /// <summary>Whether no feature may occur twice in a product.</summary>
    public bool InteractionOnly { get; }

    /// <summary>Whether the first column is 1.</summary>
    public bool IncludeBias { get; }

    /// <summary>The smallest number of factors of a product.</summary>
    public int MinDegree { get; }

    // Wide inputs are multiplied before they are cast.
    internal override bool CastsInput => false;

    /// <summary>Returns the power of each feature in each column, in the order of the columns: scikit-learn's <c>powers_</c>.</summary>
    /// <param name="features">The number of features, 1 or more.</param>
    /// <exception cref="LayerException">There would be more than 100,000 columns, or none.</exception>
    public IReadOnlyList<IReadOnlyList<int>> Powers(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        var powers = new List<IReadOnlyList<int>>();
        if (IncludeBias) powers.Add(new int[features]);
        foreach (var product in Products(features).Where((_, degree) => degree + 1 >= MinDegree).SelectMany(products => products))
        {
            var counts = new int[features];
            foreach (var feature in product.Factors) counts[feature]++;
            powers.Add(counts);
        }
        return powers;
    }

    /// <summary>Returns the names of the output columns: <c>1</c>, <c>a</c>, <c>a^2</c>, <c>a b</c>.</summary>
    /// <param name="columns">The names of the input columns, in order.</param>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. Powers(columns.Count).Select(powers => powers.All(power => power == 0) ? "1"
            : string.Join(' ', powers.Index().Where(pair => pair.Item > 0).Select(pair => pair.Item == 1
                ? columns[pair.Index] : string.Create(CultureInfo.InvariantCulture, $"{columns[pair.Index]}^{pair.Item}"))))];
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        LastAxis.Require(this, inputShape);
        Products((int)inputShape[^1].Size);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        var (degrees, parts, product) = (Products((int)x.Shape[^1].Size), new List<Value>(), x);
        if (IncludeBias) parts.Add(Where(IsNaN(LastAxis.Take(x, 0)), Scalar(1, x.Type), Scalar(1, x.Type)));
        for (var degree = 1; degree <= degrees.Count; degree++)
        {
            // A product is its first factor times the product of the other factors, which has the previous degree.
            if (degree > 1)
                product = LastAxis.Take(x, [.. degrees[degree - 1].Select(one => (long)one.Factors[0])])
                    * LastAxis.Take(product, [.. degrees[degree - 1].Select(one => (long)one.Others)]);
            if (degree >= MinDegree) parts.Add(product);
        }
        return parts.Count == 1 ? parts[0] : Concat(parts, x.Shape.Rank - 1);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("degree", (long)Degree).Set("interaction_only", InteractionOnly).Set("include_bias", IncludeBias).Set("min_degree",
            (long)MinDegree);
    }

    /// <inheritdoc/>
    public static PolynomialFeatures FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.WholeOr("degree", 2), config.Flag("interaction_only", false), config.Flag("include_bias", true),
            config.WholeOr("min_degree", 1), config.Name, config.Policy);
    }

    // Returns, for each degree, the features of each product in ascending order, and the index within the previous degree of the product of
    // all factors but the first.
    private List<List<(int[] Factors, int Others)>> Products(int features)
    {
        var degrees = new List<List<(int[] Factors, int Others)>> { Enumerable.Range(0, features).Select(feature =>
            (new[] { feature }, 0)).ToList() };
        var columns = (IncludeBias ? 1L : 0) + (MinDegree == 1 ? features : 0);
        for (var degree = 2; degree <= Degree; degree++)
        {
            var products = new List<(int[] Factors, int Others)>();
            for (var first = 0; first < features; first++)
                foreach (var (rest, (factors, _)) in degrees[^1].Index())
                {
                    if (InteractionOnly ? factors[0] <= first : factors[0] < first) continue;
                    products.Add(([first, .. factors], rest));
                    if (products.Count > MostColumns) throw Throw.TooManyProducts(this, features, MostColumns);
                }
            if (products.Count == 0) break;
            degrees.Add(products);
            if (degree >= MinDegree) columns += products.Count;
            if (columns > MostColumns) throw Throw.TooManyProducts(this, features, MostColumns);
        }
        return columns > 0 ? degrees : throw Throw.NoProducts(this, features);
    }
}
