using System.Globalization;

namespace Layers.TensorFlow.Tests;

/// <summary>Stress tests in a process of their own, because a fault may end it, and memory and the error stream belong to the
/// process.</summary>
[NonParallelizable]
public sealed class StressTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("LAYERS_STRESS") is { Length: > 0 };

    [Test]
    [Category("Stress")]
    public void AModelIsDisposed_WhileThreadsPredict() => Run("tensorflow-stress", IsLong ? "30" : "2");

    [Test]
    [Category("Stress")]
    public void LoadsAndDisposals_LeakNothing() => Run("tensorflow-loads", IsLong ? "1000" : "100");

    private static void Run(string task, string much)
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var (exitCode, output, error) = FreshProcess.Run([task, folder.At("model"), much]);
        Assert.That(exitCode, Is.Zero, string.Create(CultureInfo.InvariantCulture, $"{output}\n{error}"));
        TestContext.Out.WriteLine(output);
        Assert.That(error, Is.Empty, "the library prints nothing");
    }
}
