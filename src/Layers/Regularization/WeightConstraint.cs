using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of constraints on weights, which are applied after each training step. A constraint is configured with a
/// <see langword="with"/> expression: <c>WeightConstraint.MaxNorm with { Maximum = 3 }</c>.</summary>
/// <remarks>The constraints are those of Keras. Source: <see href="https://keras.io/api/layers/constraints/"/>.</remarks>
public abstract record WeightConstraint
{
    private protected WeightConstraint()
    {
    }

    /// <summary>Limits the length of vectors, by default to 2.</summary>
    public static MaxNormConstraint MaxNorm { get; } = new();

    /// <summary>Sets negative numbers to 0.</summary>
    public static NonNegConstraint NonNeg { get; } = new();

    /// <summary>Scales vectors to length 1.</summary>
    public static UnitNormConstraint UnitNorm { get; } = new();

    /// <summary>Moves the length of vectors into a range, by default from 0 to 1.</summary>
    public static MinMaxNormConstraint MinMaxNorm { get; } = new();

    /// <summary>The name of Keras's class, for example <c>MaxNorm</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>Returns the weight with the constraint applied.</summary>
    internal abstract Value Project(Value weight);

    internal abstract void WriteConfig(ConfigWriter config);

    // Keras's backend.epsilon(), which prevents a division by 0 for a vector of length 0.
    private protected const double Epsilon = 1e-7;

    private protected static Value Norm(Value weight, IReadOnlyList<int> axis) => Sqrt(ReduceSum(Square(weight), [.. axis]));
}
