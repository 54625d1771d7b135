using Layers;
using Layers.Graphs;

/// <summary>Runs that ONNX Runtime refuses: each must throw an exception and write nothing to the error stream.</summary>
internal static class OnnxFaults
{
    public static int Run()
    {
        using var model = new Sequential { new Input([2], DType.Int32), new Embedding(4, 3), new Flatten(), new Dense(1) };
        model.Engine = PredictEngine.OnnxRuntime;
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        var outside = TensorData.Of([1, 9], Shape.Of(1, 2));
        Action[] runs =
        [
            () => model.Predict(outside),
            () => model.Fit(outside, new float[,] { { 1 } }),
            () => model.Evaluate(outside, new float[,] { { 1 } }),
        ];
        return runs.Count(IsRefused) == runs.Length ? 0 : 1;
    }

    private static bool IsRefused(Action run)
    {
        try
        {
            run();
            return false;
        }
        catch (LayerException e)
        {
            Console.WriteLine(e.Message);
            return true;
        }
    }
}
