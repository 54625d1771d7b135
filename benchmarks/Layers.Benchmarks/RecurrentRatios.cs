namespace Layers.Benchmarks;

/// <summary>Ratios of training and predicting with a recurrent layer.</summary>
public static class RecurrentRatios
{
    private const string StepWork = "one Adam step of LSTM(64) on 32 × 50 × 16, in `Fit`",
        PredictWork = "predict 32 × 50 × 16 with LSTM(64)", WindowWork = "predict one window of 30 × 4 with LSTM(32)";

    public static IEnumerable<Line> All(KerasPeer? keras, string noKeras) => [Window(), .. keras is null
        ? [Line.Without(StepWork, "Keras on JAX, `fit`", noKeras), Line.Without(PredictWork, "Keras on JAX, `predict_on_batch`", noKeras)]
        : Beside(keras)];

    private static Line Window()
    {
        var sides = new PredictWindowBenchmarks();
        return Line.Of(new Contest(WindowWork, "ONNX Runtime with bound buffers, one thread", "5 or more")
            .Run(25, Contest.Time(1000, () => sides.Layers()), Contest.Time(1000, () => sides.OnnxRuntime())));
    }

    private static IEnumerable<Line> Beside(KerasPeer keras)
    {
        var sides = new RecurrentBenchmarks();
        var (train, predict) = (Contest.Time(1, () => sides.Train()), Contest.Time(1, () => sides.Predict()));
        yield return Line.Of(new Contest(StepWork, "Keras on JAX, `fit`", "1 or more")
            .Run(9, () => train() / RecurrentBenchmarks.Steps, () => keras.Measure(KerasPeer.RecurrentFit)));
        yield return Line.Of(new Contest(PredictWork, "Keras on JAX, `predict_on_batch`", "2 or more")
            .Run(9, () => predict() / RecurrentBenchmarks.Predictions, () => keras.Measure(KerasPeer.RecurrentPredict)));
        keras.Forget(KerasPeer.RecurrentFit);
        keras.Forget(KerasPeer.RecurrentPredict);
    }
}
