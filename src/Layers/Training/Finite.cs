using System.Numerics;

namespace Layers;

/// <summary>Refuses NaN and infinity, and says where the first one is.</summary>
internal static class Finite
{
    public static void Require(TensorData data, string what)
    {
        switch (data.Type)
        {
            case DType.Float32: Require(data.AsSpan<float>(), data, what); break;
            case DType.Float64: Require(data.AsSpan<double>(), data, what); break;
            case DType.Float16: Require(data.AsSpan<Half>(), data, what); break;
        }
    }

    private static void Require<T>(ReadOnlySpan<T> numbers, TensorData data, string what) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (T.IsFinite(numbers[i])) continue;
            var width = data.Length / (int)data.Shape[0].Size;
            throw Throw.NotFinite(what, i / width, i % width, double.CreateTruncating(numbers[i]));
        }
    }
}
