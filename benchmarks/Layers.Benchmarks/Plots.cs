using ScottPlot;

namespace Layers.Benchmarks;

/// <summary>Draws charts of the time of predictions by the number of rows, features and layers.</summary>
public static class Plots
{
    private const int Units = 64;

    public static void Draw(string folder)
    {
        Directory.CreateDirectory(folder);
        int[] rows = [1, 3, 10, 30, 100, 300, 1000, 10_000, 100_000, 1_000_000];
        using (var model = Network.Create(Matrix.Features, layers: 2, Units))
            Save(folder, "speed-rows.png", "rows in one call (13-64-64-1)", rows,
                [.. Lines(rows, ("", count => (model, count, Matrix.Features)))]);

        int[] features = [4, 16, 64, 256, 1024, 4096];
        var wide = features.ToDictionary(count => count, count => Network.Create(count, layers: 2, Units));
        Save(folder, "speed-features.png", "features (n-64-64-1)", features,
            [.. Lines(features, (", 1 row", count => (wide[count], 1, count)), (", 1000 rows", count => (wide[count], 1000, count)))]);

        int[] layers = [1, 2, 3, 4, 5, 6, 7, 8];
        var deep = layers.ToDictionary(count => count, count => Network.Create(Matrix.Features, count, Units));
        Save(folder, "speed-layers.png", "hidden layers of 64 units (13 features)", layers,
            [.. Lines(layers, (", 1 row", count => (deep[count], 1, Matrix.Features)),
                (", 1000 rows", count => (deep[count], 1000, Matrix.Features)))]);
    }

    private static IEnumerable<(string Name, double[] Seconds)> Lines(int[] counts,
        params (string Name, Func<int, (Model Model, int Rows, int Features)> Of)[] kinds)
    {
        foreach (var (name, of) in kinds)
        {
            var points = counts.Select(of).Select(point => (Cost: Cost.Of(point.Model, point.Rows, point.Features), point.Rows)).ToArray();
            yield return ("row engine" + name, [.. points.Select(point => point.Cost.Rows / point.Rows)]);
            yield return ("ONNX Runtime" + name, [.. points.Select(point => point.Cost.OnnxRuntime / point.Rows)]);
        }
    }

    // Both axes are logarithmic, because the smallest values would not be visible otherwise.
    private static void Save(string folder, string file, string what, int[] counts, (string Name, double[] Seconds)[] lines)
    {
        using var plot = new Plot();
        foreach (var (name, seconds) in lines)
        {
            var line = plot.Add.Scatter(counts.Select(count => Math.Log10(count)).ToArray(),
                seconds.Select(second => Math.Log10(second * 1e6)).ToArray());
            line.LegendText = name;
            line.LineWidth = 2;
            line.MarkerSize = 7;
        }
        plot.XLabel(what);
        plot.YLabel("µs a row");
        double[] ticks = counts[^1] > 10
            ? [.. Enumerable.Range(0, 7).Select(power => Math.Pow(10, power)).Where(count => count <= counts[^1])]
            : [.. counts.Select(count => (double)count)];
        plot.Axes.Bottom.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => $"{tick:N0}")]);
        var (least, most) = (lines.Min(line => line.Seconds.Min()), lines.Max(line => line.Seconds.Max()));
        double[] powers = [.. Enumerable.Range(-3, 9).Select(power => Math.Pow(10, power))
            .Where(power => power >= least * 1e5 && power <= most * 1e7)];
        plot.Axes.Left.SetTicks([.. powers.Select(Math.Log10)], [.. powers.Select(power => $"{power:G3}")]);
        plot.ShowLegend(Edge.Right);
        plot.SavePng(Path.Combine(folder, file), 900, 500);
    }
}
