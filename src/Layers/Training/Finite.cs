using System.Numerics;

namespace Layers;

/// <summary>Throws if a tensor has NaN or infinity, with the place of the first one.</summary>
internal static class Finite
{
    /// <param name="data">The tensor; its first axis is the batch.</param>
    /// <param name="what">What the tensor holds, for the message.</param>
    /// <param name="before">The rows that came before these in the caller's data.</param>
    /// <param name="areFeatures">Whether a layer of the model could fill in missing values.</param>
    public static void Require(TensorData data, string what, RowsBefore before, bool areFeatures = false)
    {
        switch (data.Type)
        {
            case DType.Float32: Require(data.AsSpan<float>(), data, what, before, areFeatures); break;
            case DType.Float64: Require(data.AsSpan<double>(), data, what, before, areFeatures); break;
            case DType.Float16: Require(data.AsSpan<Half>(), data, what, before, areFeatures); break;
        }
    }

    private static void Require<T>(ReadOnlySpan<T> numbers, TensorData data, string what, RowsBefore before, bool areFeatures)
        where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (T.IsFinite(numbers[i])) continue;
            var width = data.Length / (int)data.Shape[0].Size;
            throw Throw.NotFinite(what, before.Place(i / width), i % width, double.CreateTruncating(numbers[i]), areFeatures);
        }
    }
}
