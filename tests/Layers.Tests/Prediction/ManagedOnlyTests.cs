namespace Layers.Tests;

/// <summary>Loading a model and predicting with the row engine uses managed code on the caller's thread only, so that it runs on platforms
/// without native code.</summary>
public sealed class ManagedOnlyTests
{
    [Test]
    public void LoadingAndPredicting_LoadNoOnnxRuntime_AndStartNoThread([Values] bool isZipped, [Values(1, 2)] int cores)
    {
        using var folder = new TempFolder();
        var path = folder.At(isZipped ? "model.keras" : "model");
        using var model = new Sequential { new Input(8), new Normalization(), new Dense(64, Activation.Relu), new BatchNormalization(),
            new Dense(64, Activation.Tanh), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(0.01) { Schedule = new ExponentialDecay(0.01, 10, 0.9) }, Loss.CategoricalCrossentropy,
            Metric.CategoricalAccuracy);
        model.Adapt(SampleData.Matrix(50, 8, seed: 1));
        model.Fit(SampleData.Matrix(50, 8, seed: 1), new float[50, 3]);
        model.Save(path, isZipped);
        // The JIT compiler's own thread, which recompiles frequent code, is not counted.
        var (exitCode, output, error) = FreshProcess.Run(["managed", path],
            new() { ["DOTNET_TieredCompilation"] = "0", ["DOTNET_PROCESSOR_COUNT"] = $"{cores}" });
        Assert.That(exitCode, Is.Zero, output + error);
    }
}
