namespace Layers;

public abstract partial record Metric
{
    /// <summary>The mean of <c>(t − p)²</c>.</summary>
    public static LossMetric MeanSquaredError { get; } = new(Loss.MeanSquaredError);

    /// <summary>The root of the mean of <c>(t − p)²</c>.</summary>
    public static RootMeanSquaredErrorMetric RootMeanSquaredError { get; } = new();

    /// <summary>The mean of <c>|t − p|</c>.</summary>
    public static LossMetric MeanAbsoluteError { get; } = new(Loss.MeanAbsoluteError);

    /// <summary>The mean of <c>100 · |t − p| / |t|</c>.</summary>
    public static LossMetric MeanAbsolutePercentageError { get; } = new(Loss.MeanAbsolutePercentageError);

    /// <summary>The mean of <c>(ln(1 + p) − ln(1 + t))²</c>.</summary>
    public static LossMetric MeanSquaredLogarithmicError { get; } = new(Loss.MeanSquaredLogarithmicError);

    /// <summary>The mean of the Huber loss.</summary>
    public static LossMetric Huber { get; } = new(Loss.Huber);

    /// <summary>The mean of <c>ln cosh(p − t)</c>.</summary>
    public static LossMetric LogCoshError { get; } = new(Loss.LogCosh);

    /// <summary>The cosine of the angle between label and prediction.</summary>
    public static CosineSimilarityMetric CosineSimilarity { get; } = new();

    /// <summary>The share of the labels' variance that predictions explain.</summary>
    public static R2ScoreMetric R2Score { get; } = new();

    /// <summary>The correlation of label and prediction along the last axis.</summary>
    public static PearsonCorrelationMetric PearsonCorrelation { get; } = new();

    /// <summary>How well label and prediction agree along the last axis, in slope and in level.</summary>
    public static ConcordanceCorrelationMetric ConcordanceCorrelation { get; } = new();

    /// <summary>The mean of <c>p − t ln p</c>.</summary>
    public static LossMetric Poisson { get; } = new(Loss.Poisson);

    /// <summary>The mean of <c>Σ t ln(t / p)</c>.</summary>
    public static LossMetric KLDivergence { get; } = new(Loss.KLDivergence);

    /// <summary>The mean of <c>max(1 − t p, 0)</c>.</summary>
    public static LossMetric Hinge { get; } = new(Loss.Hinge);

    /// <summary>The mean of <c>max(1 − t p, 0)²</c>.</summary>
    public static LossMetric SquaredHinge { get; } = new(Loss.SquaredHinge);

    /// <summary>The mean of the categorical hinge loss.</summary>
    public static LossMetric CategoricalHinge { get; } = new(Loss.CategoricalHinge);

    /// <summary>The mean of the binary crossentropy.</summary>
    public static LossMetric BinaryCrossentropy { get; } = new(Loss.BinaryCrossentropy);

    /// <summary>The mean of the categorical crossentropy.</summary>
    public static LossMetric CategoricalCrossentropy { get; } = new(Loss.CategoricalCrossentropy);

    /// <summary>The mean of the sparse categorical crossentropy.</summary>
    public static LossMetric SparseCategoricalCrossentropy { get; } = new(Loss.SparseCategoricalCrossentropy);

    /// <summary>The accuracy that fits: binary, categorical or sparse categorical, by the shapes of labels and output.</summary>
    public static AccuracyMetric Accuracy { get; } = new();

    /// <summary>How often the output is the label itself.</summary>
    public static ExactAccuracyMetric ExactAccuracy { get; } = new();

    /// <summary>How often a probability is on the side of ½ that its label is.</summary>
    public static BinaryAccuracyMetric BinaryAccuracy { get; } = new();

    /// <summary>How often the largest output is where the largest label is.</summary>
    public static CategoricalAccuracyMetric CategoricalAccuracy { get; } = new();

    /// <summary>How often the largest output is the class that the label numbers.</summary>
    public static SparseCategoricalAccuracyMetric SparseCategoricalAccuracy { get; } = new();

    /// <summary>How often the output of the largest label is among the five largest.</summary>
    public static TopKCategoricalAccuracyMetric TopKCategoricalAccuracy { get; } = new();

    /// <summary>How often the output of the class that the label numbers is among the five largest.</summary>
    public static SparseTopKCategoricalAccuracyMetric SparseTopKCategoricalAccuracy { get; } = new();

    /// <summary>How many of those taken as positive are.</summary>
    public static PrecisionMetric Precision { get; } = new();

    /// <summary>How many of those that are positive were taken so.</summary>
    public static RecallMetric Recall { get; } = new();

    /// <summary>How many were rightly taken as positive.</summary>
    public static ConfusionCountMetric TruePositives { get; } = new("TruePositives", (counts, threshold) => counts.TruePositive(threshold));

    /// <summary>How many were wrongly taken as positive.</summary>
    public static ConfusionCountMetric FalsePositives { get; } = new("FalsePositives", (counts, threshold) => counts.FalsePositive(threshold));

    /// <summary>How many were rightly taken as negative.</summary>
    public static ConfusionCountMetric TrueNegatives { get; } = new("TrueNegatives", (counts, threshold) => counts.TrueNegative(threshold));

    /// <summary>How many were wrongly taken as negative.</summary>
    public static ConfusionCountMetric FalseNegatives { get; } = new("FalseNegatives", (counts, threshold) => counts.FalseNegative(threshold));

    /// <summary>The area under the curve of true over false positives.</summary>
    public static AucMetric Auc { get; } = new();

    /// <summary>The harmonic mean of precision and recall, one for each class.</summary>
    public static FBetaScoreMetric F1Score { get; } = new("F1Score");

    /// <summary>The harmonic mean of precision and recall, with <see cref="FBetaScoreMetric.Beta"/> to be set.</summary>
    public static FBetaScoreMetric FBetaScore { get; } = new("FBetaScore");

    /// <summary>The best true positive rate where the true negative rate is at least some number.</summary>
    /// <param name="specificity">The true negative rate, from 0 to 1.</param>
    /// <exception cref="ArgumentException">The number is out of range.</exception>
    public static OperatingPointMetric SensitivityAtSpecificity(double specificity) =>
        new(nameof(SensitivityAtSpecificity), "specificity", specificity, (counts, i) => counts.Specificity(i), (counts, i) => counts.Recall(i));

    /// <summary>The best true negative rate where the true positive rate is at least some number.</summary>
    /// <param name="sensitivity">The true positive rate, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric SpecificityAtSensitivity(double sensitivity) =>
        new(nameof(SpecificityAtSensitivity), "sensitivity", sensitivity, (counts, i) => counts.Recall(i), (counts, i) => counts.Specificity(i));

    /// <summary>The best precision where the recall is at least some number.</summary>
    /// <param name="recall">The recall, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric PrecisionAtRecall(double recall) =>
        new(nameof(PrecisionAtRecall), "recall", recall, (counts, i) => counts.Recall(i), (counts, i) => counts.Precision(i));

    /// <summary>The best recall where the precision is at least some number.</summary>
    /// <param name="precision">The precision, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric RecallAtPrecision(double precision) =>
        new(nameof(RecallAtPrecision), "precision", precision, (counts, i) => counts.Precision(i), (counts, i) => counts.Recall(i));

    /// <summary>Intersection over union of some classes, of labels and outputs that are class numbers.</summary>
    /// <param name="numClasses">How many classes there are, 1 or more.</param>
    /// <param name="targets">The classes that are averaged.</param>
    public static IoUMetric IoU(int numClasses, params IReadOnlyList<int> targets) => new(nameof(IoU), numClasses, targets);

    /// <summary>Intersection over union of all classes, of labels and outputs that are class numbers.</summary>
    /// <param name="numClasses">How many classes there are, 1 or more.</param>
    public static IoUMetric MeanIoU(int numClasses) => new(nameof(MeanIoU), numClasses);

    /// <summary>Intersection over union of two classes, of labels 0 and 1 and of outputs from a threshold on.</summary>
    /// <param name="threshold">From where on an output is class 1; default 0.5.</param>
    public static IoUMetric BinaryIoU(double threshold = 0.5) => new(nameof(BinaryIoU), 2) { Threshold = threshold };

    /// <summary>Intersection over union of some classes, of one-hot labels and one output for each class.</summary>
    /// <param name="numClasses">How many classes there are, 1 or more.</param>
    /// <param name="targets">The classes that are averaged.</param>
    public static IoUMetric OneHotIoU(int numClasses, params IReadOnlyList<int> targets) => new(nameof(OneHotIoU), numClasses, targets, sparseLabels: false, sparseOutput: false);

    /// <summary>Intersection over union of all classes, of one-hot labels and one output for each class.</summary>
    /// <param name="numClasses">How many classes there are, 1 or more.</param>
    public static IoUMetric OneHotMeanIoU(int numClasses) => new(nameof(OneHotMeanIoU), numClasses, sparseLabels: false, sparseOutput: false);
}
