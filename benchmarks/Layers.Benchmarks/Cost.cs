using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Measures predictions with each of the two engines.</summary>
public static class Cost
{
    // The runtime compiles frequently called methods a second time after a tenth of a second, and the warm-up is longer than that. The
    // turns are short and many, so that other work of the machine does not disturb all of them. The fastest turn counts.
    private const double Turn = 0.002, WarmUp = 0.3;
    private const int Turns = 40;

    private static readonly PredictEngine[] s_engines = [PredictEngine.Rows, PredictEngine.OnnxRuntime];

    /// <summary>Returns the seconds of one prediction of a number of rows, from memory to memory, measured in turns with the row engine and
    /// with ONNX Runtime.</summary>
    public static (double Rows, double OnnxRuntime) Of(Model model, int rows, int features)
    {
        var random = new Random(1);
        var x = new float[rows * features];
        for (var i = 0; i < x.Length; i++) x[i] = random.NextSingle();
        var y = new float[rows];
        var repeats = Array.ConvertAll(s_engines, engine => (int)Math.Clamp(Turn / Once(engine), 1, 10_000));
        double[] best = [double.MaxValue, double.MaxValue];
        for (var turn = 0; turn < Turns && (turn < 5 || best[0] + best[1] < 1.0 / turn); turn++)
            for (var engine = 0; engine < best.Length; engine++)
                best[engine] = Math.Min(best[engine], Seconds(s_engines[engine], repeats[engine]));
        return (best[0], best[1]);

        double Once(PredictEngine engine)
        {
            var (start, once) = (Stopwatch.GetTimestamp(), double.MaxValue);
            do once = Math.Min(once, Seconds(engine, 1)); while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp);
            return once;
        }

        double Seconds(PredictEngine engine, int times)
        {
            model.Engine = engine;
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++) model.Predict(x, y);
            return Stopwatch.GetElapsedTime(from).TotalSeconds / times;
        }
    }
}
