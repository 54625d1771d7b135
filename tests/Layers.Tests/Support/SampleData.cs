namespace Layers.Tests;

/// <summary>Invented numbers, the same in every run.</summary>
internal static class SampleData
{
    private static readonly string[] s_words = ["red", "Red!", "green,", "blue", "(grey)", "viol\u00e9t"];

    /// <summary>Returns normal numbers of mean 1 and deviation 2, integers around them, or texts of some words; open sizes become
    /// 3.</summary>
    public static TensorData Of(Shape shape, DType type, long seed)
    {
        Shape known = [.. shape.Select(dim => dim.IsKnown ? dim : 3)];
        var numbers = new double[known.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = 1 + 2 * RandomKey.Normal(RandomKey.Mix(seed, "sample"), i);
        if (type == DType.String) return TensorData.Of(Array.ConvertAll(numbers, Text), known);
        if (type == DType.UInt8) numbers = Array.ConvertAll(numbers, number => Math.Abs(number) * 40 % 256);
        return Casting.Of(numbers, known, type);
    }

    // A text of zero to five words.
    private static string Text(double number)
    {
        var digits = (int)Math.Abs(number * 1000);
        return string.Join(' ', Enumerable.Range(0, digits % 6).Select(i => s_words[(digits / (i + 1)) % s_words.Length]));
    }

    public static float[,] Matrix(int rows, int columns, long seed)
    {
        var data = Of([rows, columns], DType.Float32, seed);
        var matrix = new float[rows, columns];
        Casting.Convert(data, 0, matrix, 0, data.Length);
        return matrix;
    }
}
