namespace Layers;

/// <summary>Conversions of numbers from one element type to another.</summary>
internal static class Casting
{
    public static TensorData Of(double[] numbers, Shape shape, DType type)
    {
        var source = TensorData.Of(numbers, shape);
        return type == DType.Float64 ? source : Cast(source, type);
    }

    /// <summary>Returns the same numbers in another type; the tensor itself if it has that type.</summary>
    public static TensorData Cast(TensorData source, DType type)
    {
        if (source.Type == type) return source;
        var result = TensorData.Zeros(type, source.Shape);
        Convert(source, 0, result, 0, source.Length);
        return result;
    }

    /// <summary>Copies and converts a range of elements. Fractions are truncated if the target type has none.</summary>
    public static void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count)
    {
        if ((source.Type == DType.String) != (target.Type == DType.String)) throw Throw.StringsAreNotNumbers();
        ElementStorage.Of(source.Type).Convert(source, sourceIndex, target, targetIndex, count);
    }
}
