namespace Layers.ScikitLearn;

/// <summary>The table from scikit-learn's classes to fitted objects.</summary>
internal static class FittedObjects
{
    /// <summary>The newest release whose fields are known.</summary>
    public const string LastKnown = "1.9";

    private static readonly Dictionary<string, Func<FittedFields, FittedObject>> s_classes = new(StringComparer.Ordinal)
    {
        ["StandardScaler"] = fields => new FittedStandardScaler(fields),
        ["MinMaxScaler"] = fields => new FittedMinMaxScaler(fields),
        ["MaxAbsScaler"] = fields => new FittedMaxAbsScaler(fields),
        ["RobustScaler"] = fields => new FittedRobustScaler(fields),
        ["PowerTransformer"] = fields => new FittedPowerTransformer(fields),
        ["QuantileTransformer"] = fields => new FittedQuantileTransformer(fields),
        ["Binarizer"] = fields => new FittedBinarizer(fields),
        ["Normalizer"] = fields => new FittedNormalizer(fields),
        ["PolynomialFeatures"] = fields => new FittedPolynomialFeatures(fields),
        ["KBinsDiscretizer"] = fields => new FittedDiscretizer(fields),
        ["TargetEncoder"] = fields => new FittedTargetEncoder(fields),
        ["LabelBinarizer"] = fields => new FittedLabelBinarizer(fields),
        ["OneHotEncoder"] = fields => new FittedOneHotEncoder(fields),
        ["OrdinalEncoder"] = fields => new FittedOrdinalEncoder(fields),
        ["LabelEncoder"] = fields => new FittedLabelEncoder(fields),
        ["FunctionTransformer"] = fields => new FittedIdentity(fields),
        ["MissingIndicator"] = fields => new FittedIndicator(fields),
        ["SimpleImputer"] = fields => new FittedImputer(fields),
        ["Pipeline"] = FittedPipeline.Of,
        ["ColumnTransformer"] = fields => new FittedColumnTransformer(fields),
    };

    /// <summary>The known classes, sorted.</summary>
    public static IEnumerable<string> Names => s_classes.Keys.Order(StringComparer.Ordinal);

    /// <summary>Returns whether an object is of a scikit-learn class that is not a supported transformer.</summary>
    public static bool IsEstimator(PickledObject found) => !s_classes.ContainsKey(found.Type.Name);

    /// <summary>Reads the fitted object of a file.</summary>
    /// <param name="value">The value that the pickle reader returned.</param>
    /// <param name="file">The name of the file, for errors.</param>
    /// <exception cref="InvalidDataException">The object was never fitted, or a field is missing or of another type than in its
    /// release.</exception>
    /// <exception cref="NotSupportedException">No layer is equivalent to the object, or to one of its settings.</exception>
    public static FittedObject Of(object? value, string file) => Of(value, file, FittedBudget.Of());

    /// <summary>Reads a fitted object inside another one.</summary>
    public static FittedObject Of(object? value, FittedFields holder) => Of(value, holder.File, holder.Budget.Below(holder.File));

    private static FittedObject Of(object? value, string file, FittedBudget budget)
    {
        if (value is not PickledObject found)
            throw Throw.NoCounterpart(file, Throw.Described(value), "Save the fitted scaler, encoder or pipeline itself.");
        if (found.Type.Name == "Tokenizer") return new FittedTokenizer(new FittedFields(found, file, budget));
        if (!found.Type.Module.StartsWith("sklearn.", StringComparison.Ordinal) || !s_classes.TryGetValue(found.Type.Name, out var make))
            throw Throw.NoCounterpart(file, $"a {found.Type.Name} ({found.Type.Module})",
                $"Layers has equivalents of {string.Join(", ", Names)}.");
        return make(new FittedFields(found, file, budget));
    }
}
