using Layers.Graphs;
using ScottPlot;

namespace Digits;

/// <summary>A confusion matrix: the number of images by true digit (row) and predicted digit (column).</summary>
public sealed class Confusion
{
    private readonly double[,] _counts = new double[10, 10];

    /// <summary>Counts the images by true and predicted digit.</summary>
    /// <param name="digits">The true digit of each image.</param>
    /// <param name="predicted">The predicted probability of each digit, <c>(images, 10)</c>.</param>
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
        // The first row of a heat map is at the top, but the zero of an axis is at the bottom.
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
