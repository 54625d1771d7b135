namespace Layers.Benchmarks;

/// <summary>Rows of raw numbers whose features differ in mean and spread, as in real data. The numbers are the same in every run.</summary>
public static class Matrix
{
    public const int Features = 13;

    public static float[,] Raw(int rows)
    {
        var random = new Random(1);
        var matrix = new float[rows, Features];
        for (var row = 0; row < rows; row++)
            for (var feature = 0; feature < Features; feature++)
                matrix[row, feature] = (float)((random.NextDouble() - 0.5) * (feature + 1) + (feature * feature));
        return matrix;
    }

    public static float[,] Labels(float[,] x)
    {
        var labels = new float[x.GetLength(0), 1];
        for (var row = 0; row < labels.Length; row++) labels[row, 0] = x[row, 0] + x[row, 5] - x[row, 12];
        return labels;
    }
}
