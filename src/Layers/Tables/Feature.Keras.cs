namespace Layers;

// Keras's feature types, by its names and with its defaults.
public sealed partial class Feature
{
    /// <summary>A number as it is.</summary>
    /// <param name="column">The column's name.</param>
    public static Feature Float(string column) => One(column, new TFDIdentity(), DType.Float32);

    /// <summary>A number that <see cref="Normalization"/> brings to mean 0 and variance 1.</summary>
    /// <param name="column">The column's name.</param>
    public static Feature FloatNormalized(string column) => One(column, new Normalization(), DType.Float32);

    /// <summary>A number times <paramref name="scale"/> plus <paramref name="offset"/>.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="scale">The factor; default 1.</param>
    /// <param name="offset">What is added; default 0.</param>
    public static Feature FloatRescaled(string column, double scale = 1, double offset = 0) => One(column, new Rescaling(scale, offset), DType.Float32);

    /// <summary>A number by its bin, between boundaries that <c>Adapt</c> learns.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="numBins">How many bins there are to be; default 32.</param>
    /// <param name="outputMode">One-hot, the default, or the index.</param>
    /// <exception cref="LayerException"><paramref name="numBins"/> is less than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    public static Feature FloatDiscretized(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) => One(column, new Discretization(numBins), DType.Float32, outputMode);

    /// <summary>A number by its bin, between boundaries that are given.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="binBoundaries">In ascending order. There is one bin more than boundaries.</param>
    /// <param name="outputMode">One-hot, the default, or the index.</param>
    /// <exception cref="LayerException">The boundaries are not in ascending order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    /// <remarks>Keras's space cannot make these one-hot; files have a functional model of it.</remarks>
    public static Feature FloatDiscretized(string column, IReadOnlyList<double> binBoundaries, OutputMode outputMode = OutputMode.OneHot) => One(column, new Discretization(binBoundaries), DType.Float32, outputMode);

    /// <summary>An integer by its place in a vocabulary that <c>Adapt</c> learns.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="maxTokens">How many indices there are at most, those for unknown values among them; <see langword="null"/>, the
    /// default, for any number.</param>
    /// <param name="numOovIndices">How many indices unknown values have; default 1.</param>
    /// <param name="vocabulary">The vocabulary where it is given and not learned; <see langword="null"/> (the default) for none.</param>
    /// <param name="outputMode">One-hot, the default, or the index.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    public static Feature IntegerCategorical(string column, int? maxTokens = null, int numOovIndices = 1, IReadOnlyList<long>? vocabulary = null, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new IntegerLookup(maxTokens, numOovIndices, vocabulary: vocabulary), DType.Int64, outputMode);

    /// <summary>A text by its place in a vocabulary that <c>Adapt</c> learns.</summary>
    /// <inheritdoc cref="IntegerCategorical"/>
    public static Feature StringCategorical(string column, int? maxTokens = null, int numOovIndices = 1, IReadOnlyList<string>? vocabulary = null, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new StringLookup(maxTokens, numOovIndices, vocabulary: vocabulary), DType.String, outputMode);

    /// <summary>An integer by its hash, one of <paramref name="numBins"/>.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="numBins">How many bins there are; default 32.</param>
    /// <param name="outputMode">One-hot, the default, or the index.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    public static Feature IntegerHashed(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) => One(column, new Hashing(numBins), DType.Int64, outputMode);

    /// <summary>A text by its hash, one of <paramref name="numBins"/>.</summary>
    /// <inheritdoc cref="IntegerHashed"/>
    public static Feature StringHashed(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) => One(column, new Hashing(numBins), DType.String, outputMode);

    /// <summary>What features mean side by side: the hash of their values, one of <paramref name="crossingDim"/>.</summary>
    /// <param name="features">The names of two features or more, whose order counts. A feature whose layers give an index is crossed by it,
    /// as in Keras; any other by the column itself.</param>
    /// <param name="crossingDim">How many bins there are; default 32.</param>
    /// <param name="outputMode">One-hot, the default, or the index.</param>
    /// <exception cref="ArgumentException">There is one name only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    /// <remarks>Keras crosses two features, no more.</remarks>
    public static Feature Cross(IReadOnlyList<string> features, int crossingDim = 32, OutputMode outputMode = OutputMode.OneHot)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count < 2) throw Throw.CrossOfOne(features);
        foreach (var feature in features) ArgumentException.ThrowIfNullOrEmpty(feature, nameof(features));
        var name = string.Join("_X_", features);
        return new(name, [], [], null, IsOneHotMode(outputMode)) { Crossed = [.. features], Crosser = new HashedCrossing(crossingDim, name: SafeNames.Of(name)) };
    }

    /// <summary>A cross of a file.</summary>
    internal static Feature ReadCross(IReadOnlyList<string> features, HashedCrossing crosser, bool isOneHot) =>
        new(string.Join("_X_", features), [], [], null, isOneHot) { Crossed = features, Crosser = crosser };

    private static Feature One(string column, Layer layer, DType type, OutputMode? outputMode = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        layer.Name = $"{SafeNames.Of(column)}_preprocessor";
        return new(column, [column], [layer], type, outputMode is { } mode && IsOneHotMode(mode));
    }

    private static bool IsOneHotMode(OutputMode mode) => mode switch
    {
        OutputMode.OneHot => true,
        OutputMode.Int => false,
        _ => throw Throw.ModeOfAFeature(mode),
    };
}
