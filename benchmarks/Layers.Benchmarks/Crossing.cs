using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>Measures for which numbers of weights and rows the row engine is faster than ONNX Runtime, for two equal hidden layers after 64
/// features. The choice of <see cref="PredictEngine.Auto"/> follows from the results.</summary>
public static class Crossing
{
    private const int Features = 64;

    // The largest models are measured with fewer rows, because a prediction of a second is long enough to compare the engines.
    private const long MostWork = 30_000_000_000;

    public static void Run(TextWriter output)
    {
        foreach (var line in Machine.Describe(null)) output.WriteLine($"- {line}");
        output.WriteLine("\n| weights | rows | row engine | ONNX Runtime | row engine is faster |\n|--:|--:|--:|--:|--:|");
        foreach (var units in new[] { 72, 200, 285, 330, 416, 676, 1000, 1380, 1968 })
        {
            using var model = Network.Create(Features, layers: 2, units);
            var weights = model.Weights.Sum(weight => (long)weight.Value.Length);
            foreach (var rows in new[] { 1, 4, 16, 64, 256, 1024, 100_000 })
            {
                if (rows * weights > MostWork) continue;
                var (ours, theirs) = Cost.Of(model, rows, Features);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {weights:N0} | {rows:N0} | {ours * 1e6:F1} µs | {theirs * 1e6:F1} µs | **{theirs / ours:F2}** |"));
            }
        }
    }
}
