namespace Layers.Tests;

/// <summary>Small invented training tasks.</summary>
internal static class Tasks
{
    /// <summary>Returns rows of three numbers, and a label that is mostly a sum of two of them.</summary>
    public static (float[,] X, float[,] Y) Regression(int rows, long seed = 3)
    {
        var (x, noise, y) = (SampleData.Matrix(rows, 3, seed), SampleData.Matrix(rows, 1, seed + 100), new float[rows, 1]);
        for (var i = 0; i < rows; i++) y[i, 0] = 2 * x[i, 0] - x[i, 2] + 0.1f * noise[i, 0];
        return (x, y);
    }

    /// <summary>Returns a new small model for a task of three features.</summary>
    public static Sequential Model(Optimizer optimizer, Loss? loss = null, double dropout = 0, params Metric[] metrics)
    {
        var model = new Sequential(seed: 1) { new Input(3), new Dense(6, Activation.Tanh) };
        if (dropout > 0) model.Add(new Dropout(dropout));
        model.Add(new Dense(1));
        model.Compile(optimizer, loss ?? Loss.MeanSquaredError, metrics);
        return model;
    }

    /// <summary>Returns the rows from one index to before another.</summary>
    public static float[,] Rows(float[,] all, int from, int to)
    {
        var (width, rows) = (all.GetLength(1), new float[to - from, all.GetLength(1)]);
        Array.Copy(all, from * width, rows, 0, rows.Length);
        return rows;
    }

    public static TensorData[] Weights(Model model) => [.. model.Weights.Select(weight => weight.Value)];

    public static bool AreSame(IEnumerable<TensorData> a, IEnumerable<TensorData> b) =>
        a.Count() == b.Count() && a.Zip(b).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second));

    /// <summary>Returns a history as text with all digits.</summary>
    public static string Text(History history) =>
        string.Join("; ", history.Keys.Select(key => $"{key}: {string.Join(", ", history[key]
            .Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"));
}
