using System.Globalization;

namespace Layers.Tests;

/// <summary>Threads that use one model at once. They run in a separate process, because a fault may end it.</summary>
[NonParallelizable]
public sealed class StressTests
{
    /// <summary>The number of seconds; the variable LAYERS_STRESS sets a larger one.</summary>
    private static string Seconds => Environment.GetEnvironmentVariable("LAYERS_STRESS") is { Length: > 0 } seconds ? seconds : "2";

    [Test]
    [Category("Stress")]
    public void ThreadsPredictWithEachEngine_WhileOthersTrainAdaptLoadAndDispose()
    {
        var (exitCode, output, error) = FreshProcess.Run(["stress", Seconds]);
        Assert.That(exitCode, Is.Zero, string.Create(CultureInfo.InvariantCulture, $"{output}\n{error}"));
    }

    [Test]
    public void OnnxRuntime_WritesNothingToTheErrorStream()
    {
        var (exitCode, output, error) = FreshProcess.Run(["onnx-faults"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("index 9").And.Contain("embedding"));
        Assert.That(error, Is.Empty);
    }
}
