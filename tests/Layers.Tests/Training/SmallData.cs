using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>A small data set and a small model, the same in every test.</summary>
internal static class SmallData
{
    public static float[,] X(int rows = 24) => Numbers(rows, 4, 11);

    public static float[,] Y(int rows = 24)
    {
        var (x, y) = (X(rows), new float[rows, 1]);
        for (var row = 0; row < rows; row++) y[row, 0] = x[row, 0] - 2 * x[row, 1] * x[row, 2] + 0.5f * x[row, 3];
        return y;
    }

    public static int[] Classes(int rows = 24) => [.. Enumerable.Range(0, rows).Select(row => row * 5 % 3)];

    public static float[,] OneHot(int rows = 24)
    {
        var labels = new float[rows, 3];
        foreach (var (one, row) in Classes(rows).Select((one, row) => (one, row))) labels[row, one] = 1;
        return labels;
    }

    public static Sequential Model(int outputs = 1, ActivationFunction? activation = null) =>
        new(seed: 3) { new Input(4), new Dense(6, Activation.Tanh), new Dense(outputs, activation ?? Activation.Linear) };

    public static Sequential Compiled(Optimizer optimizer, params Metric[] metrics)
    {
        var model = Model();
        model.Compile(optimizer, Loss.MeanSquaredError, metrics);
        return model;
    }

    public static float[] Weights(Model model) => [.. model.Weights.SelectMany(weight => weight.Value.ToArray<float>())];

    private static float[,] Numbers(int rows, int columns, long key)
    {
        var numbers = new float[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                numbers[row, column] = (float)RandomKey.Normal(key, row * columns + column);
        return numbers;
    }
}
