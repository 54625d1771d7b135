using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A regularizer with the penalty <c>factor · Σ |w|</c>. Use <see cref="Regularizer.L1"/>.</summary>
public sealed record L1Regularizer : Regularizer
{
    internal L1Regularizer()
    {
    }

    /// <summary>The factor, 0 or more; default 0.01.</summary>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double Factor { get; init => field = Checked(value); } = 0.01;

    internal override string ClassName => "L1";

    internal override Value Penalty(Value x) => Factor * ReduceSum(Abs(x), keepDims: false);

    internal override void WriteConfig(ConfigWriter config) => config.Set("l1", Factor);
}
