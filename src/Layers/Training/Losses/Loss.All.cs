namespace Layers;

public abstract partial record Loss
{
    /// <summary><c>mean((t − p)²)</c>.</summary>
    public static MeanSquaredErrorLoss MeanSquaredError { get; } = new();

    /// <summary><c>mean(|t − p|)</c>.</summary>
    public static MeanAbsoluteErrorLoss MeanAbsoluteError { get; } = new();

    /// <summary>Squared near the label, linear beyond <see cref="HuberLoss.Delta"/>, by default 1.</summary>
    public static HuberLoss Huber { get; } = new();

    /// <summary><c>−mean(t ln p + (1 − t) ln (1 − p))</c>, for labels from 0 to 1.</summary>
    public static BinaryCrossentropyLoss BinaryCrossentropy { get; } = new();

    /// <summary><c>−Σ t ln p</c> over classes, for labels that are distributions (one-hot).</summary>
    public static CategoricalCrossentropyLoss CategoricalCrossentropy { get; } = new();

    /// <summary><c>−ln p[t]</c>, for labels that are class numbers from 0.</summary>
    public static SparseCategoricalCrossentropyLoss SparseCategoricalCrossentropy { get; } = new();
}
