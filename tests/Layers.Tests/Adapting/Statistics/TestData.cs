namespace Layers.Tests.Statistics;

/// <summary>Random numbers from a seed.</summary>
internal static class TestData
{
    public static float[] Floats(long length, int seed)
    {
        var random = new Random(seed);
        var data = new float[length];
        for (var i = 0; i < data.Length; i++) data[i] = (float)Normal(random) * 3 + 10;
        return data;
    }

    public static double[] Doubles(long length, int seed, double mean, double deviation)
    {
        var random = new Random(seed);
        var data = new double[length];
        for (var i = 0; i < data.Length; i++) data[i] = mean + deviation * Normal(random);
        return data;
    }

    /// <summary>Returns a column of a row-major matrix.</summary>
    public static double[] Column<T>(T[] data, int width, int column) where T : System.Numerics.INumberBase<T> =>
        [.. Enumerable.Range(0, data.Length / width).Select(row => double.CreateChecked(data[row * width + column]))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
