namespace Layers;

public abstract partial record Metric
{
    /// <summary>The mean of <c>(t − p)²</c>.</summary>
    public static LossMetric MeanSquaredError { get; } = new(Loss.MeanSquaredError);

    /// <summary>The mean of <c>|t − p|</c>.</summary>
    public static LossMetric MeanAbsoluteError { get; } = new(Loss.MeanAbsoluteError);

    /// <summary>The mean of the Huber loss.</summary>
    public static LossMetric Huber { get; } = new(Loss.Huber);

    /// <summary>The mean of the binary crossentropy.</summary>
    public static LossMetric BinaryCrossentropy { get; } = new(Loss.BinaryCrossentropy);

    /// <summary>The mean of the categorical crossentropy.</summary>
    public static LossMetric CategoricalCrossentropy { get; } = new(Loss.CategoricalCrossentropy);

    /// <summary>The mean of the sparse categorical crossentropy.</summary>
    public static LossMetric SparseCategoricalCrossentropy { get; } = new(Loss.SparseCategoricalCrossentropy);

    /// <summary>The accuracy that fits: binary, categorical or sparse categorical, by the shapes of labels and output.</summary>
    public static AccuracyMetric Accuracy { get; } = new();

    /// <summary>How often a probability is on the side of ½ that its label is.</summary>
    public static BinaryAccuracyMetric BinaryAccuracy { get; } = new();

    /// <summary>How often the largest output is where the largest label is.</summary>
    public static CategoricalAccuracyMetric CategoricalAccuracy { get; } = new();

    /// <summary>How often the largest output is the class that the label numbers.</summary>
    public static SparseCategoricalAccuracyMetric SparseCategoricalAccuracy { get; } = new();
}
