using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A regularizer with the penalty <c>l1 · Σ |w| + l2 · Σ w²</c>. Use <see cref="Regularizer.L1L2"/>.</summary>
public sealed record L1L2Regularizer : Regularizer
{
    internal L1L2Regularizer()
    {
    }

    /// <summary>The factor of the sum of absolute values, 0 or more; default 0.</summary>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double FactorL1 { get; init => field = Checked(value); }

    /// <summary>The factor of the sum of squares, 0 or more; default 0.</summary>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double FactorL2 { get; init => field = Checked(value); }

    internal override string ClassName => "L1L2";

    internal override Value Penalty(Value x) =>
        FactorL1 * ReduceSum(Abs(x), keepDims: false) + FactorL2 * ReduceSum(Square(x), keepDims: false);

    internal override void WriteConfig(ConfigWriter config) => config.Set("l1", FactorL1).Set("l2", FactorL2);
}
