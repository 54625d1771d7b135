using System.Globalization;
using System.Numerics;
using Layers.Graphs;

namespace Layers;

/// <summary>Conversions of tensors to categories: texts stay texts, all other types become int64 if that is exact.</summary>
internal static class CategoryValues
{
    /// <summary>Returns the same values as string or int64.</summary>
    /// <param name="data">The values; axis 0 is the batch.</param>
    /// <param name="type">The required type of the two; null for either.</param>
    /// <param name="layer">The layer that learns, for messages.</param>
    /// <param name="rowsBefore">The number of rows in earlier batches.</param>
    /// <param name="areDocuments">Whether rows are counted as documents. Malformed texts are then replaced by this method, because a table
    /// finds the first occurrence of a value in a document only if the values are added in row order.</param>
    /// <exception cref="ArgumentException">A text is null, a number is not whole or beyond int64, or the data has the other
    /// type.</exception>
    public static TensorData Of(TensorData data, DType? type, string? layer, long rowsBefore, bool areDocuments)
    {
        if (type is { } expected && expected == DType.String != (data.Type == DType.String))
            throw Throw.OtherKindOfValues(layer, expected, data.Type);
        var width = data.Shape[0].Size == 0 ? 1 : (int)(data.Length / data.Shape[0].Size);
        switch (data.Type)
        {
            case DType.String:
                var texts = data.AsSpan<string>();
                for (var i = 0; i < texts.Length; i++)
                    if (texts[i] is null) throw Throw.NullText(layer, i / width, width, i % width, rowsBefore);
                return areDocuments ? Formed(texts, data) : data;
            case DType.Float64: return Whole(data.AsSpan<double>(), data.Shape, layer, width, rowsBefore);
            case DType.Float32: return Whole(data.AsSpan<float>(), data.Shape, layer, width, rowsBefore);
            case DType.Float16: return Whole(data.AsSpan<Half>(), data.Shape, layer, width, rowsBefore);
            case DType.BFloat16: return Whole(Casting.Cast(data, DType.Float32).AsSpan<float>(), data.Shape, layer, width, rowsBefore);
            case DType.UInt64:
                var large = data.AsSpan<ulong>();
                for (var i = 0; i < large.Length; i++)
                    if (large[i] > long.MaxValue)
                        throw Throw.NotACategory(layer, large[i].ToString(CultureInfo.InvariantCulture), i / width, width, i % width,
                            rowsBefore);
                break;
        }
        return Casting.Cast(data, DType.Int64);
    }

    private static TensorData Formed(ReadOnlySpan<string> texts, TensorData data)
    {
        string[]? formed = null;
        for (var i = 0; i < texts.Length; i++)
            if (!Utf8Text.IsFormed(texts[i])) (formed ??= texts.ToArray())[i] = Utf8Text.WellFormed(texts[i]);
        return formed is null ? data : TensorData.Of(formed, data.Shape);
    }

    private static TensorData Whole<T>(ReadOnlySpan<T> numbers, Shape shape, string? layer, int width, long rowsBefore)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var whole = new long[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = double.CreateTruncating(numbers[i]);
            // 2⁶³ is the first double beyond int64.
            if (!(number >= long.MinValue && number < 9223372036854775808.0) || number != Math.Truncate(number))
                throw Throw.NotACategory(layer, numbers[i].ToString(null, CultureInfo.InvariantCulture), i / width, width, i % width,
                    rowsBefore);
            whole[i] = (long)number;
        }
        return TensorData.Of(whole, shape);
    }
}
