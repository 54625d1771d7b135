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

    /// <summary>The probabilities are the softmax of the values.</summary>
    SoftmaxOfLogits,

    /// <summary>The probability of each label is the sigmoid of its own value.</summary>
    SigmoidOfLogits,

    /// <summary>The sign of the value determines the class.</summary>
    Margin,
}
