using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>What predicting costs with each of the two engines.</summary>
public static class Cost
{
    // In a young process the compiler takes its second look after a tenth of a second. Short turns, many of them: some fall between
    // whatever else the machine does, and the fastest of those counts.
    private const double Turn = 0.002, WarmUp = 0.3;
    private const int Turns = 40;

    private static readonly PredictEngine[] s_engines = [PredictEngine.Rows, PredictEngine.OnnxRuntime];

    /// <summary>Seconds of one prediction of so many rows, from memory to memory, by the row engine and by ONNX Runtime in turns.</summary>
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
