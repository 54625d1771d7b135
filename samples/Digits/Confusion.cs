using Layers.Graphs;
using ScottPlot;

namespace Digits;

/// <summary>The confusion matrix: how often each digit (row) was predicted as each digit (column).</summary>
public sealed class Confusion
{
    private readonly double[,] _counts = new double[10, 10];

    /// <summary>Counts the predictions for each digit.</summary>
    /// <param name="digits">The true digits.</param>
    /// <param name="predicted">The probability of each digit, <c>(images, 10)</c>.</param>
    public Confusion(int[] digits, TensorData predicted)
    {
        var probabilities = predicted.ToArray<float>();
        for (var image = 0; image < digits.Length; image++)
        {
            var row = probabilities.AsSpan(image * 10, 10);
            _counts[digits[image], System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row)]++;
        }
    }

    public double this[int meant, int taken] => _counts[meant, taken];

    public void SavePng(string path)
    {
        using var plot = new Plot();
        // The first row of a heat map is at the top, and the zero of an axis at the bottom.
        var map = plot.Add.Heatmap(_counts);
        map.FlipVertically = true;
        for (var meant = 0; meant < 10; meant++)
            for (var taken = 0; taken < 10; taken++)
                if (_counts[meant, taken] > 0)
                    plot.Add.Text($"{_counts[meant, taken]}", taken, meant).LabelAlignment = Alignment.MiddleCenter;
        plot.XLabel("taken for");
        plot.YLabel("digit");
        double[] ticks = [.. Enumerable.Range(0, 10)];
        string[] labels = [.. ticks.Select(tick => $"{tick}")];
        plot.Axes.Bottom.SetTicks(ticks, labels);
        plot.Axes.Left.SetTicks(ticks, labels);
        plot.SavePng(path, 700, 600);
    }
}
