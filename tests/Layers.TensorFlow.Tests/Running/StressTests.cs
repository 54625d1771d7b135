using System.Globalization;

namespace Layers.TensorFlow.Tests;

/// <summary>In a process of their own, since a fault may end it, and since memory and the error stream are the process's.</summary>
[NonParallelizable]
public sealed class StressTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("LAYERS_STRESS") is { Length: > 0 };

    [Test]
    [Category("Stress")]
    public void ThreadsPredict_AndTheModelIsDisposedUnderThem() => Run("tensorflow-stress", IsLong ? "30" : "2");

    [Test]
    [Category("Stress")]
    public void LoadsAndDisposals_LeaveNothing() => Run("tensorflow-loads", IsLong ? "1000" : "100");

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
