namespace Layers;

/// <summary>How the losses of a batch become one number.</summary>
public enum LossReduction
{
    /// <summary>Their sum, each times its weight, divided by how many there are: Keras's default. The weights do not enter the
    /// divisor.</summary>
    SumOverBatchSize,

    /// <summary>Their sum, each times its weight.</summary>
    Sum,

    /// <summary>Their sum, each times its weight, divided by the sum of the weights.</summary>
    MeanWithSampleWeight,

    /// <summary>Not at all: each times its weight. For <see cref="Loss.Compute"/>; training needs one number.</summary>
    None,
}
