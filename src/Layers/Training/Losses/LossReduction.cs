namespace Layers;

/// <summary>The reduction of the losses of a batch to one number.</summary>
public enum LossReduction
{
    /// <summary>The sum of the losses times their weights, divided by the number of losses: Keras's default. The divisor does not depend on
    /// the weights.</summary>
    SumOverBatchSize,

    /// <summary>The sum of the losses times their weights.</summary>
    Sum,

    /// <summary>The sum of the losses times their weights, divided by the sum of the weights.</summary>
    MeanWithSampleWeight,

    /// <summary>No reduction: each loss times its weight. For <see cref="Loss.Compute"/>; training needs one number.</summary>
    None,
}
