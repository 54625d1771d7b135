namespace Layers;

/// <summary>The base class of regularizers, which add a penalty for weights or outputs to the loss. A regularizer is configured with a
/// <see langword="with"/> expression: <c>Regularizer.L2 with { Factor = 0.001 }</c>.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/regularizers/"/>.</remarks>
public abstract record Regularizer
{
    private protected Regularizer()
    {
    }

    /// <summary><c>factor · Σ |w|</c>, factor 0.01 by default.</summary>
    public static L1Regularizer L1 { get; } = new();

    /// <summary><c>factor · Σ w²</c>, factor 0.01 by default, without a factor of ½.</summary>
    public static L2Regularizer L2 { get; } = new();

    /// <summary>The sum of both penalties, each with its own factor, 0 by default.</summary>
    public static L1L2Regularizer L1L2 { get; } = new();

    /// <summary>A penalty that grows with the similarity of rows or columns, factor 0.01 by default.</summary>
    public static OrthogonalRegularizer Orthogonal { get; } = new();

    /// <summary>The name of Keras's class, for example <c>L2</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>Returns the penalty, a scalar.</summary>
    internal abstract Value Penalty(Value x);

    internal abstract void WriteConfig(ConfigWriter config);

    private protected static double Checked(double factor) =>
        factor >= 0 && double.IsFinite(factor)
            ? factor : throw Throw.BadTrainingArgument("A regularizer's factor", "a finite number of 0 or more", factor);
}
