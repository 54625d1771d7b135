namespace Layers.ScikitLearn;

/// <summary>What stands for each class of scikit-learn.</summary>
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

    /// <summary>The classes that there are, sorted.</summary>
    public static IEnumerable<string> Names => s_classes.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether it is something of scikit-learn's that is no transformer here.</summary>
    public static bool IsEstimator(PickledObject found) => !s_classes.ContainsKey(found.Type.Name);

    /// <summary>The fitted object that a file holds.</summary>
    /// <param name="value">What the reader gave.</param>
    /// <param name="file">The name of the file, for errors.</param>
    /// <exception cref="InvalidDataException">It was never fitted, or a field is missing or of another kind than its release
    /// has.</exception>
    /// <exception cref="NotSupportedException">No layer stands for it, or for one of its settings.</exception>
    public static FittedObject Of(object? value, string file) => Of(value, file, FittedBudget.Of());

    /// <summary>The fitted object that another one holds.</summary>
    public static FittedObject Of(object? value, FittedFields holder) => Of(value, holder.File, holder.Budget.Below(holder.File));

    private static FittedObject Of(object? value, string file, FittedBudget budget)
    {
        if (value is not PickledObject found)
            throw Throw.NoCounterpart(file, Throw.Described(value), "Save the fitted scaler, encoder or pipeline itself.");
        if (found.Type.Name == "Tokenizer") return new FittedTokenizer(new FittedFields(found, file, budget));
        if (!found.Type.Module.StartsWith("sklearn.", StringComparison.Ordinal) || !s_classes.TryGetValue(found.Type.Name, out var make))
            throw Throw.NoCounterpart(file, $"a {found.Type.Name} ({found.Type.Module})", $"Layers stand for {string.Join(", ", Names)}.");
        return make(new FittedFields(found, file, budget));
    }
}
