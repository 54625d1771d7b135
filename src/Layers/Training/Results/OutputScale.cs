namespace Layers;

/// <summary>How the numbers of an output are read as probabilities.</summary>
internal enum OutputScale
{
    /// <summary>Nobody knows.</summary>
    None,

    /// <summary>They are probabilities that add up to 1.</summary>
    Softmax,

    /// <summary>Each is a probability by itself.</summary>
    Sigmoid,

    /// <summary>A softmax of them is.</summary>
    SoftmaxOfLogits,

    /// <summary>The sigmoid of each is.</summary>
    SigmoidOfLogits,

    /// <summary>Their sign says the class.</summary>
    Margin,
}
