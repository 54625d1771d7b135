using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The last axis of values, for formulas that compare its elements with operations of two numbers, which every Keras
/// has.</summary>
internal static class LastAxis
{
    /// <summary>The front half of the elements, and the back half: of an odd number both have the middle one.</summary>
    /// <param name="x">Of a known size on the last axis, above 1.</param>
    public static (Value Front, Value Back) Halves(Value x)
    {
        var half = (x.Shape[^1].Size + 1) / 2;
        return (From(x, 0, half), From(x, x.Shape[^1].Size - half, half));
    }

    private static Value From(Value x, long first, long count)
    {
        long[] places = [.. Enumerable.Range(0, (int)count).Select(place => first + place)];
        return Gather(x, Constant(TensorData.Of(places, [count])), x.Shape.Rank - 1);
    }
}
