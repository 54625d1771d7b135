namespace Layers;

public abstract partial record Loss
{
    /// <summary><c>mean((t − p)²)</c>.</summary>
    public static MeanSquaredErrorLoss MeanSquaredError { get; } = new();

    /// <summary><c>mean(|t − p|)</c>.</summary>
    public static MeanAbsoluteErrorLoss MeanAbsoluteError { get; } = new();

    /// <summary><c>100 · mean(|t − p| / |t|)</c>.</summary>
    public static MeanAbsolutePercentageErrorLoss MeanAbsolutePercentageError { get; } = new();

    /// <summary><c>mean((ln(1 + p) − ln(1 + t))²)</c>.</summary>
    public static MeanSquaredLogarithmicErrorLoss MeanSquaredLogarithmicError { get; } = new();

    /// <summary><c>mean(ln cosh(p − t))</c>.</summary>
    public static LogCoshLoss LogCosh { get; } = new();

    /// <summary>Minus the cosine of the angle between label and prediction.</summary>
    public static CosineSimilarityLoss CosineSimilarity { get; } = new();

    /// <summary><c>mean(p − t ln p)</c>, for counts.</summary>
    public static PoissonLoss Poisson { get; } = new();

    /// <summary><c>Σ t ln(t / p)</c>, for distributions.</summary>
    public static KLDivergenceLoss KLDivergence { get; } = new();

    /// <summary><c>mean(max(1 − t p, 0))</c>, for labels of −1 and 1.</summary>
    public static HingeLoss Hinge { get; } = new();

    /// <summary><c>mean(max(1 − t p, 0)²)</c>, for labels of −1 and 1.</summary>
    public static SquaredHingeLoss SquaredHinge { get; } = new();

    /// <summary><c>max(1 + max((1 − t) p) − Σ t p, 0)</c>, for one-hot labels.</summary>
    public static CategoricalHingeLoss CategoricalHinge { get; } = new();

    /// <summary>1 minus the overlap of label and prediction, for masks.</summary>
    public static DiceLoss Dice { get; } = new();

    /// <summary><see cref="Dice"/> that weighs what is missed against what is too much.</summary>
    public static TverskyLoss Tversky { get; } = new();

    /// <summary>The crossentropy that fits: binary, categorical or sparse categorical, by the shapes of labels and output.</summary>
    public static CrossentropyLoss Crossentropy { get; } = new();

    /// <summary>Squared near the label, linear beyond <see cref="HuberLoss.Delta"/>, by default 1.</summary>
    public static HuberLoss Huber { get; } = new();

    /// <summary><c>−mean(t ln p + (1 − t) ln (1 − p))</c>, for labels from 0 to 1.</summary>
    public static BinaryCrossentropyLoss BinaryCrossentropy { get; } = new();

    /// <summary><c>−Σ t ln p</c> over classes, for labels that are distributions (one-hot).</summary>
    public static CategoricalCrossentropyLoss CategoricalCrossentropy { get; } = new();

    /// <summary>Binary crossentropy that counts what is right already for little.</summary>
    public static BinaryFocalCrossentropyLoss BinaryFocalCrossentropy { get; } = new();

    /// <summary>Categorical crossentropy that counts what is right already for little.</summary>
    public static CategoricalFocalCrossentropyLoss CategoricalFocalCrossentropy { get; } = new();

    /// <summary><c>−ln p[t]</c>, for labels that are class numbers from 0.</summary>
    public static SparseCategoricalCrossentropyLoss SparseCategoricalCrossentropy { get; } = new();
}
