using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A regularizer with the penalty <c>factor · Σ |cos| / pairs</c>: the factor times the mean absolute cosine over all pairs of
/// rows, or of columns, of a matrix. Use <see cref="Regularizer.Orthogonal"/>.</summary>
public sealed record OrthogonalRegularizer : Regularizer
{
    internal OrthogonalRegularizer()
    {
    }

    /// <summary>The factor, 0 or more; default 0.01.</summary>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double Factor { get; init => field = Checked(value); } = 0.01;

    /// <summary>Whether the regularizer compares columns and not rows; default false.</summary>
    public bool Columns { get; init; }

    internal override string ClassName => "OrthogonalRegularizer";

    internal override Value Penalty(Value x)
    {
        if (x.Shape.Rank != 2) throw Throw.NeedsAMatrix(ClassName, x.Shape);
        var count = x.Shape[Columns ? 1 : 0].Size;
        // 1e-12 is Keras's minimum of the squared length, which prevents a division by 0.
        var unit = x / Sqrt(Max(ReduceSum(Square(x), [Columns ? 0 : 1]), 1e-12));
        var products = Columns ? MatMul(Transpose(unit), unit) : MatMul(unit, Transpose(unit));
        var others = products * Constant(OffDiagonal(count, x.Type));
        return Factor * 0.5 * ReduceSum(Abs(others), keepDims: false) / Math.Max(1, count * (count - 1) / 2.0);
    }

    internal override void WriteConfig(ConfigWriter config) => config.Set("factor", Factor).Set("mode", Columns ? "columns" : "rows");

    private static TensorData OffDiagonal(long count, DType type)
    {
        var mask = new double[count * count];
        for (var i = 0; i < mask.Length; i++) mask[i] = i / count == i % count ? 0 : 1;
        return Casting.Of(mask, [count, count], type);
    }
}
