namespace Layers;

/// <summary>The relation of an output's values to probabilities.</summary>
internal enum OutputScale
{
    /// <summary>The relation is not known.</summary>
    None,

    /// <summary>The values are probabilities with the sum 1.</summary>
    Softmax,

    /// <summary>Each value is the probability of its own label.</summary>
    Sigmoid,

    /// <summary>The softmax of the values is the probabilities.</summary>
    SoftmaxOfLogits,

    /// <summary>The sigmoid of each value is the probability of its own label.</summary>
    SigmoidOfLogits,

    /// <summary>The sign of the value is the class.</summary>
    Margin,
}
