namespace Layers.Tests;

/// <summary>Made-up numbers, the same in every run.</summary>
internal static class SampleData
{
    /// <summary>Normal numbers of mean 1 and deviation 2, or integers around them, or words of such integers, the empty one among them; open sizes become 3.</summary>
    public static TensorData Of(Shape shape, DType type, long seed)
    {
        Shape known = [.. shape.Select(dim => dim.IsKnown ? dim : 3)];
        var numbers = new double[known.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = 1 + 2 * RandomKey.Normal(RandomKey.Mix(seed, "sample"), i);
        if (type == DType.UInt8) numbers = Array.ConvertAll(numbers, number => Math.Abs(number) * 40 % 256);
        if (type == DType.String) return TensorData.Of(Array.ConvertAll(numbers, number => (int)number is var whole && whole == 0 ? "" : $"w {whole}"), known);
        return Casting.Of(numbers, known, type);
    }

    public static float[,] Matrix(int rows, int columns, long seed)
    {
        var data = Of([rows, columns], DType.Float32, seed);
        var matrix = new float[rows, columns];
        Casting.Convert(data, 0, matrix, 0, data.Length);
        return matrix;
    }
}
