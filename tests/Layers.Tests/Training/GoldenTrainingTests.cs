namespace Layers.Tests.Training;

/// <summary>Every run of <c>golden/training</c> gives Keras's history, weights, optimizer variables, measurements and predictions.</summary>
public sealed class GoldenTrainingTests
{
    // Runs of models that cannot be made yet, and why. A run that can is to be taken off.
    private static readonly Dictionary<string, string> s_waiting = new()
    {
        ["layer_conv1d"] = "Conv1D",
        ["layer_conv2d"] = "Conv2D",
        ["layer_depthwise"] = "DepthwiseConv2D",
        ["layer_embedding"] = "GlobalAveragePooling1D",
        ["layer_separable"] = "SeparableConv2D",
    };

    private static IEnumerable<string> Ready => GoldenRun.Names.Except(s_waiting.Keys);

    private static IEnumerable<string> Waiting => s_waiting.Keys;

    [TestCaseSource(nameof(Ready))]
    public void Training_DoesWhatKerasDoes(string name)
    {
        var run = new GoldenRun(name);
        using var model = run.Model();
        Assert.That(model, Is.Not.Null, "The model cannot be made.");
        Assert.That(run.Differences(model!), Is.Empty);
    }

    [TestCaseSource(nameof(Waiting))]
    public void AWaitingRun_CannotBeMadeYet(string name) =>
        Assert.That(new GoldenRun(name).Model(), Is.Null, $"{name} can be made now: take it off the list.");
}
