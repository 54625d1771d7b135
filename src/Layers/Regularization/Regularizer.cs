namespace Layers;

/// <summary>What is added to the loss for large weights or outputs. Configured with <see langword="with"/>: <c>Regularizer.L2 with { Factor
/// = 0.001 }</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/regularizers/"/>.</remarks>
public abstract record Regularizer
{
    private protected Regularizer()
    {
    }

    /// <summary><c>factor · Σ |w|</c>, factor 0.01 by default.</summary>
    public static L1Regularizer L1 { get; } = new();

    /// <summary><c>factor · Σ w²</c>, factor 0.01 by default; there is no ½.</summary>
    public static L2Regularizer L2 { get; } = new();

    /// <summary>Both, each with its factor, 0 by default.</summary>
    public static L1L2Regularizer L1L2 { get; } = new();

    /// <summary>Grows with the similarity of rows or columns, factor 0.01 by default.</summary>
    public static OrthogonalRegularizer Orthogonal { get; } = new();

    /// <summary>Keras's class: <c>L2</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>What is added to the loss, a number.</summary>
    internal abstract Value Penalty(Value x);

    internal abstract void WriteConfig(ConfigWriter config);

    private protected static double Checked(double factor) =>
        factor >= 0 && double.IsFinite(factor) ? factor : throw Throw.BadTrainingArgument("A regularizer's factor", "a finite number of 0 or more", factor);
}
