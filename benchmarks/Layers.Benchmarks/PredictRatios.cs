namespace Layers.Benchmarks;

/// <summary>Ratios of predicting and normalizing one row, and many rows.</summary>
public static class PredictRatios
{
    public static IEnumerable<Line> All(KerasPeer? keras, string noKeras) =>
        [Row(), NormalizedRow(), .. Rows(keras, noKeras), NormalizedRows()];

    private static Line Row()
    {
        var sides = new PredictRowBenchmarks();
        return Line.Of(new Contest("predict one row, 13-64-64-1", "ONNX Runtime with bound buffers, one thread", "8 or more")
            .Run(25, Contest.Time(20_000, () => sides.Layers()), Contest.Time(2000, () => sides.OnnxRuntime())));
    }

    private static Line NormalizedRow()
    {
        var sides = new NormalizeRowBenchmarks();
        return Line.Of(new Contest("normalize one row of 13", "ML.NET `PredictionEngine` with its normalizer", "more than 1")
            .Run(25, Contest.Time(20_000, () => sides.Layers()), Contest.Time(20_000, () => sides.MlNet())));
    }

    private static IEnumerable<Line> Rows(KerasPeer? keras, string noKeras)
    {
        var sides = new PredictRowsBenchmarks();
        const string work = "predict 1,000,000 rows", peer = "Keras on JAX, the faster of `predict` and `predict_on_batch`";
        yield return Line.Of(new Contest(work, "one `Run` of ONNX Runtime, output given", "1.43 or more")
            .Run(9, Contest.Time(1, () => sides.Layers()), Contest.Time(1, () => sides.OnnxRuntime())));
        if (keras is null)
        {
            yield return Line.Without(work, peer, noKeras);
            yield break;
        }
        yield return Line.Of(new Contest(work, peer, "1.25 or more")
            .Run(7, Contest.Time(1, () => sides.Layers()), () => keras.Measure(KerasPeer.Predict)));
        keras.Forget(KerasPeer.Predict);
    }

    private static Line NormalizedRows()
    {
        var sides = new NormalizeRowsBenchmarks();
        return Line.Of(new Contest("normalize 10,000,000 × 13", "copying the array on all cores", "0.67 or more")
            .Run(9, Contest.Time(1, sides.Layers), Contest.Time(1, sides.Copy)));
    }
}
