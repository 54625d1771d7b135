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

    /// <summary>The share of the labels' variance that the predictions explain.</summary>
    public static R2ScoreMetric R2Score { get; } = new();

    /// <summary>The correlation of label and prediction along the last axis.</summary>
    public static PearsonCorrelationMetric PearsonCorrelation { get; } = new();

    /// <summary>The concordance correlation of label and prediction along the last axis.</summary>
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

    /// <summary>The accuracy that fits the shapes of labels and output: binary, categorical or sparse categorical.</summary>
    public static AccuracyMetric Accuracy { get; } = new();

    /// <summary>The share of outputs that are equal to their label.</summary>
    public static ExactAccuracyMetric ExactAccuracy { get; } = new();

    /// <summary>The share of probabilities that are on the same side of ½ as their label.</summary>
    public static BinaryAccuracyMetric BinaryAccuracy { get; } = new();

    /// <summary>The share of samples whose largest output is at the index of the largest label.</summary>
    public static CategoricalAccuracyMetric CategoricalAccuracy { get; } = new();

    /// <summary>The share of samples whose largest output is that of the class that is the label.</summary>
    public static SparseCategoricalAccuracyMetric SparseCategoricalAccuracy { get; } = new();

    /// <summary>The share of samples whose five largest outputs include the output at the index of the largest label.</summary>
    public static TopKCategoricalAccuracyMetric TopKCategoricalAccuracy { get; } = new();

    /// <summary>The share of samples whose five largest outputs include the output of the class that is the label.</summary>
    public static SparseTopKCategoricalAccuracyMetric SparseTopKCategoricalAccuracy { get; } = new();

    /// <summary>The share of positive predictions whose label is positive.</summary>
    public static PrecisionMetric Precision { get; } = new();

    /// <summary>The share of positive labels that are predicted as positive.</summary>
    public static RecallMetric Recall { get; } = new();

    /// <summary>The number of positive predictions with a positive label.</summary>
    public static ConfusionCountMetric TruePositives { get; } = new("TruePositives", (counts, threshold) => counts.TruePositive(threshold));

    /// <summary>The number of positive predictions with a negative label.</summary>
    public static ConfusionCountMetric FalsePositives { get; } = new("FalsePositives",
        (counts, threshold) => counts.FalsePositive(threshold));

    /// <summary>The number of negative predictions with a negative label.</summary>
    public static ConfusionCountMetric TrueNegatives { get; } = new("TrueNegatives", (counts, threshold) => counts.TrueNegative(threshold));

    /// <summary>The number of negative predictions with a positive label.</summary>
    public static ConfusionCountMetric FalseNegatives { get; } = new("FalseNegatives",
        (counts, threshold) => counts.FalseNegative(threshold));

    /// <summary>The area under the curve of the true positive rate over the false positive rate.</summary>
    public static AucMetric Auc { get; } = new();

    /// <summary>The harmonic mean of precision and recall of each class.</summary>
    public static FBetaScoreMetric F1Score { get; } = new("F1Score");

    /// <summary>The harmonic mean of precision and recall, weighted by <see cref="FBetaScoreMetric.Beta"/>.</summary>
    public static FBetaScoreMetric FBetaScore { get; } = new("FBetaScore");

    /// <summary>Creates a metric of the best true positive rate at thresholds with at least a given true negative rate.</summary>
    /// <param name="specificity">The lower limit of the true negative rate, from 0 to 1.</param>
    /// <exception cref="ArgumentException">The limit is out of range.</exception>
    public static OperatingPointMetric SensitivityAtSpecificity(double specificity) =>
        new(nameof(SensitivityAtSpecificity), "specificity", specificity, (counts, i) => counts.Specificity(i),
            (counts, i) => counts.Recall(i));

    /// <summary>Creates a metric of the best true negative rate at thresholds with at least a given true positive rate.</summary>
    /// <param name="sensitivity">The lower limit of the true positive rate, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric SpecificityAtSensitivity(double sensitivity) =>
        new(nameof(SpecificityAtSensitivity), "sensitivity", sensitivity, (counts, i) => counts.Recall(i),
            (counts, i) => counts.Specificity(i));

    /// <summary>Creates a metric of the best precision at thresholds with at least a given recall.</summary>
    /// <param name="recall">The lower limit of the recall, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric PrecisionAtRecall(double recall) =>
        new(nameof(PrecisionAtRecall), "recall", recall, (counts, i) => counts.Recall(i), (counts, i) => counts.Precision(i));

    /// <summary>Creates a metric of the best recall at thresholds with at least a given precision.</summary>
    /// <param name="precision">The lower limit of the precision, from 0 to 1.</param>
    /// <inheritdoc cref="SensitivityAtSpecificity"/>
    public static OperatingPointMetric RecallAtPrecision(double precision) =>
        new(nameof(RecallAtPrecision), "precision", precision, (counts, i) => counts.Precision(i), (counts, i) => counts.Recall(i));

    /// <summary>Creates a metric of the intersection over union of some classes, for labels and outputs that are class numbers.</summary>
    /// <param name="numClasses">The number of classes, 1 or more.</param>
    /// <param name="targets">The classes that are averaged.</param>
    public static IoUMetric IoU(int numClasses, params IReadOnlyList<int> targets) => new(nameof(IoU), numClasses, targets);

    /// <summary>Creates a metric of the intersection over union of all classes, for labels and outputs that are class numbers.</summary>
    /// <param name="numClasses">The number of classes, 1 or more.</param>
    public static IoUMetric MeanIoU(int numClasses) => new(nameof(MeanIoU), numClasses);

    /// <summary>Creates a metric of the intersection over union of two classes, for labels 0 and 1 and outputs with a threshold.</summary>
    /// <param name="threshold">The smallest output that is class 1; default 0.5.</param>
    public static IoUMetric BinaryIoU(double threshold = 0.5) => new(nameof(BinaryIoU), 2) { Threshold = threshold };

    /// <summary>Creates a metric of the intersection over union of some classes, for one-hot labels and one output for each
    /// class.</summary>
    /// <param name="numClasses">The number of classes, 1 or more.</param>
    /// <param name="targets">The classes that are averaged.</param>
    public static IoUMetric OneHotIoU(int numClasses, params IReadOnlyList<int> targets) =>
        new(nameof(OneHotIoU), numClasses, targets, sparseLabels: false, sparseOutput: false);

    /// <summary>Creates a metric of the intersection over union of all classes, for one-hot labels and one output for each class.</summary>
    /// <param name="numClasses">The number of classes, 1 or more.</param>
    public static IoUMetric OneHotMeanIoU(int numClasses) =>
        new(nameof(OneHotMeanIoU), numClasses, sparseLabels: false, sparseOutput: false);
}
