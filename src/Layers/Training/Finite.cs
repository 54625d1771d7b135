using System.Numerics;

namespace Layers;

/// <summary>Refuses NaN and infinity, and says where the first one is.</summary>
internal static class Finite
{
    /// <param name="data">With the batch first.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="before">What the caller gave before.</param>
    public static void Require(TensorData data, string what, RowsBefore before)
    {
        switch (data.Type)
        {
            case DType.Float32: Require(data.AsSpan<float>(), data, what, before); break;
            case DType.Float64: Require(data.AsSpan<double>(), data, what, before); break;
            case DType.Float16: Require(data.AsSpan<Half>(), data, what, before); break;
        }
    }

    private static void Require<T>(ReadOnlySpan<T> numbers, TensorData data, string what, RowsBefore before) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (T.IsFinite(numbers[i])) continue;
            var width = data.Length / (int)data.Shape[0].Size;
            throw Throw.NotFinite(what, before.Place(i / width), i % width, double.CreateTruncating(numbers[i]));
        }
    }
}
