namespace Layers;

public abstract partial record Loss
{
    /// <summary>The mean squared error, <c>mean((t − p)²)</c>.</summary>
    public static MeanSquaredErrorLoss MeanSquaredError { get; } = new();

    /// <summary>The mean absolute error, <c>mean(|t − p|)</c>.</summary>
    public static MeanAbsoluteErrorLoss MeanAbsoluteError { get; } = new();

    /// <summary>The mean absolute percentage error, <c>100 · mean(|t − p| / |t|)</c>.</summary>
    public static MeanAbsolutePercentageErrorLoss MeanAbsolutePercentageError { get; } = new();

    /// <summary>The mean squared logarithmic error, <c>mean((ln(1 + p) − ln(1 + t))²)</c>.</summary>
    public static MeanSquaredLogarithmicErrorLoss MeanSquaredLogarithmicError { get; } = new();

    /// <summary>The log-cosh loss, <c>mean(ln cosh(p − t))</c>.</summary>
    public static LogCoshLoss LogCosh { get; } = new();

    /// <summary>The negative cosine of the angle between label and prediction.</summary>
    public static CosineSimilarityLoss CosineSimilarity { get; } = new();

    /// <summary>The Poisson loss, <c>mean(p − t ln p)</c>, for counts.</summary>
    public static PoissonLoss Poisson { get; } = new();

    /// <summary>The Kullback-Leibler divergence, <c>Σ t ln(t / p)</c>, for distributions.</summary>
    public static KLDivergenceLoss KLDivergence { get; } = new();

    /// <summary>The hinge loss, <c>mean(max(1 − t p, 0))</c>, for labels of −1 and 1.</summary>
    public static HingeLoss Hinge { get; } = new();

    /// <summary>The squared hinge loss, <c>mean(max(1 − t p, 0)²)</c>, for labels of −1 and 1.</summary>
    public static SquaredHingeLoss SquaredHinge { get; } = new();

    /// <summary>The categorical hinge loss, <c>max(1 + max((1 − t) p) − Σ t p, 0)</c>, for one-hot labels.</summary>
    public static CategoricalHingeLoss CategoricalHinge { get; } = new();

    /// <summary>The Dice loss: 1 minus the overlap of label and prediction, for masks.</summary>
    public static DiceLoss Dice { get; } = new();

    /// <summary>The Tversky loss: <see cref="Dice"/> with separate weights for false negatives and false positives.</summary>
    public static TverskyLoss Tversky { get; } = new();

    /// <summary>The crossentropy that fits the shapes of labels and output: binary, categorical or sparse categorical.</summary>
    public static CrossentropyLoss Crossentropy { get; } = new();

    /// <summary>The Huber loss: squared for small errors, linear for errors beyond <see cref="HuberLoss.Delta"/>, by default 1.</summary>
    public static HuberLoss Huber { get; } = new();

    /// <summary>The binary crossentropy, <c>−mean(t ln p + (1 − t) ln (1 − p))</c>, for labels from 0 to 1.</summary>
    public static BinaryCrossentropyLoss BinaryCrossentropy { get; } = new();

    /// <summary>The categorical crossentropy, <c>−Σ t ln p</c> over classes, for labels that are distributions (one-hot).</summary>
    public static CategoricalCrossentropyLoss CategoricalCrossentropy { get; } = new();

    /// <summary>The binary focal crossentropy: a binary crossentropy with small weights for predictions that are already right.</summary>
    public static BinaryFocalCrossentropyLoss BinaryFocalCrossentropy { get; } = new();

    /// <summary>The categorical focal crossentropy: a categorical crossentropy with small weights for predictions that are already
    /// right.</summary>
    public static CategoricalFocalCrossentropyLoss CategoricalFocalCrossentropy { get; } = new();

    /// <summary>The sparse categorical crossentropy, <c>−ln p[t]</c>, for labels that are class numbers from 0.</summary>
    public static SparseCategoricalCrossentropyLoss SparseCategoricalCrossentropy { get; } = new();
}
