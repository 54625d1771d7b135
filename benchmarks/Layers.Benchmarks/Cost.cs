using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>What predicting with one of the two engines costs.</summary>
public static class Cost
{
    private const double Turn = 0.03, Turns = 5, WarmUp = 0.1;

    /// <summary>Seconds of one prediction of so many rows from memory to memory: the fastest of several turns.</summary>
    public static double Of(Model model, PredictEngine engine, int rows, int features)
    {
        model.Engine = engine;
        var random = new Random(1);
        var x = new float[rows * features];
        for (var i = 0; i < x.Length; i++) x[i] = random.NextSingle();
        var y = new float[rows];
        model.Predict(x, y);
        var start = Stopwatch.GetTimestamp();
        var once = double.MaxValue;
        do once = Math.Min(once, Seconds(1)); while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp);

        var repeats = (int)Math.Clamp(Turn / once, 1, 100_000);
        var best = double.MaxValue;
        for (var turn = 0; turn < Turns; turn++) best = Math.Min(best, Seconds(repeats));
        return best;

        double Seconds(int times)
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++) model.Predict(x, y);
            return Stopwatch.GetElapsedTime(from).TotalSeconds / times;
        }
    }
}
