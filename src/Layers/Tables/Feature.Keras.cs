namespace Layers;

// Keras's feature types, with Keras's names and defaults.
public sealed partial class Feature
{
    /// <summary>Creates a feature of an unchanged number.</summary>
    /// <param name="column">The column's name.</param>
    public static Feature Float(string column) => One(column, new TFDIdentity(), DType.Float32);

    /// <summary>Creates a feature of a number that <see cref="Normalization"/> scales to mean 0 and variance 1.</summary>
    /// <param name="column">The column's name.</param>
    public static Feature FloatNormalized(string column) => One(column, new Normalization(), DType.Float32);

    /// <summary>Creates a feature of a number multiplied by <paramref name="scale"/>, plus <paramref name="offset"/>.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="scale">The factor; default 1.</param>
    /// <param name="offset">The number to add; default 0.</param>
    public static Feature FloatRescaled(string column, double scale = 1, double offset = 0) =>
        One(column, new Rescaling(scale, offset), DType.Float32);

    /// <summary>Creates a feature of a number's bin. <c>Adapt</c> learns the boundaries of the bins.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="numBins">The number of bins; default 32.</param>
    /// <param name="outputMode">The form of the output: one-hot, the default, or the index.</param>
    /// <exception cref="LayerException"><paramref name="numBins"/> is less than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputMode"/> is neither <see cref="OutputMode.OneHot"/> nor
    /// <see cref="OutputMode.Int"/>.</exception>
    public static Feature FloatDiscretized(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new Discretization(numBins), DType.Float32, outputMode);

    /// <summary>Creates a feature of a number's bin, with given boundaries.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="binBoundaries">The boundaries in ascending order. There is one more bin than boundaries.</param>
    /// <param name="outputMode">The form of the output: one-hot, the default, or the index.</param>
    /// <exception cref="LayerException">The boundaries are not in ascending order.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputMode"/> is neither <see cref="OutputMode.OneHot"/> nor
    /// <see cref="OutputMode.Int"/>.</exception>
    /// <remarks>Keras's FeatureSpace cannot encode these as one-hot, so files store the space as a functional model.</remarks>
    public static Feature FloatDiscretized(string column, IReadOnlyList<double> binBoundaries, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new Discretization(binBoundaries), DType.Float32, outputMode);

    /// <summary>Creates a feature of an integer's index in a vocabulary that <c>Adapt</c> learns.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="maxTokens">The maximum number of indices, including those for unknown values; <see langword="null"/>, the default, for
    /// no limit.</param>
    /// <param name="numOovIndices">The number of indices for unknown values; default 1.</param>
    /// <param name="vocabulary">The vocabulary, if it is given and not learned; <see langword="null"/> (the default) to learn it.</param>
    /// <param name="outputMode">The form of the output: one-hot, the default, or the index.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputMode"/> is neither <see cref="OutputMode.OneHot"/> nor
    /// <see cref="OutputMode.Int"/>.</exception>
    public static Feature IntegerCategorical(string column, int? maxTokens = null, int numOovIndices = 1,
        IReadOnlyList<long>? vocabulary = null, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new IntegerLookup(maxTokens, numOovIndices, vocabulary: vocabulary), DType.Int64, outputMode);

    /// <summary>Creates a feature of a text's index in a vocabulary that <c>Adapt</c> learns.</summary>
    /// <inheritdoc cref="IntegerCategorical"/>
    public static Feature StringCategorical(string column, int? maxTokens = null, int numOovIndices = 1,
        IReadOnlyList<string>? vocabulary = null, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new StringLookup(maxTokens, numOovIndices, vocabulary: vocabulary), DType.String, outputMode);

    /// <summary>Creates a feature of an integer's hash, in one of <paramref name="numBins"/> bins.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="numBins">The number of bins; default 32.</param>
    /// <param name="outputMode">The form of the output: one-hot, the default, or the index.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputMode"/> is neither <see cref="OutputMode.OneHot"/> nor
    /// <see cref="OutputMode.Int"/>.</exception>
    public static Feature IntegerHashed(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new Hashing(numBins), DType.Int64, outputMode);

    /// <summary>Creates a feature of a text's hash, in one of <paramref name="numBins"/> bins.</summary>
    /// <inheritdoc cref="IntegerHashed"/>
    public static Feature StringHashed(string column, int numBins = 32, OutputMode outputMode = OutputMode.OneHot) =>
        One(column, new Hashing(numBins), DType.String, outputMode);

    /// <summary>Creates a cross of features: the hash of their combined values, in one of <paramref name="crossingDim"/> bins.</summary>
    /// <param name="features">The names of two or more features, whose order matters. If the layers of a feature return an index, the index
    /// is crossed, as in Keras; otherwise the column itself is crossed.</param>
    /// <param name="crossingDim">The number of bins; default 32.</param>
    /// <param name="outputMode">The form of the output: one-hot, the default, or the index.</param>
    /// <exception cref="ArgumentException">There is only one name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputMode"/> is neither <see cref="OutputMode.OneHot"/> nor
    /// <see cref="OutputMode.Int"/>.</exception>
    /// <remarks>Keras can cross only two features.</remarks>
    public static Feature Cross(IReadOnlyList<string> features, int crossingDim = 32, OutputMode outputMode = OutputMode.OneHot)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count < 2) throw Throw.CrossOfOne(features);
        foreach (var feature in features) ArgumentException.ThrowIfNullOrEmpty(feature, nameof(features));
        var name = string.Join("_X_", features);
        return new(name, [], [], null, IsOneHotMode(outputMode))
        {
            Crossed = [.. features],
            Crosser = new HashedCrossing(crossingDim, name: SafeNames.Of(name))
        };
    }

    /// <summary>Creates a cross that was read from a file.</summary>
    internal static Feature ReadCross(IReadOnlyList<string> features, HashedCrossing crosser, bool isOneHot) =>
        new(string.Join("_X_", features), [], [], null, isOneHot) { Crossed = features, Crosser = crosser };

    private static Feature One(string column, Layer layer, DType type, OutputMode? outputMode = null)
    {
        RequireName(column, nameof(column));
        layer.Name = $"{SafeNames.Of(column)}_preprocessor";
        return new(column, [column], [layer], type, outputMode is { } mode && IsOneHotMode(mode));
    }

    private static bool IsOneHotMode(OutputMode mode) => mode switch
    {
        OutputMode.OneHot => true,
        OutputMode.Int => false,
        _ => throw Throw.WrongFeatureOutputMode(mode),
    };
}
