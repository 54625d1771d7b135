using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Scaling of rows to length 1, as Keras's <c>normalize</c>.</summary>
internal static class UnitLength
{
    // Keras's epsilon. The lower bound is applied before the square root, so that the gradient of a row of zeros is defined.
    private const double Epsilon = 1e-12;

    public static Value Of(Value x, int[] axes) => x * (1 / Sqrt(Max(ReduceSum(Square(x), axes), Epsilon * Epsilon)));
}
