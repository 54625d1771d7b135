using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Rows brought to length 1, as Keras's <c>normalize</c>.</summary>
internal static class UnitLength
{
    // Keras's epsilon: the least length is taken under the root, where a row of zeros has a slope.
    private const double Epsilon = 1e-12;

    public static Value Of(Value x, int[] axes) => x * (1 / Sqrt(Max(ReduceSum(Square(x), axes), Epsilon * Epsilon)));
}
