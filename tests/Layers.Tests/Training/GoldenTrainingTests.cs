namespace Layers.Tests.Training;

/// <summary>Every run of <c>golden/training</c> gives Keras's history, weights, optimizer variables, evaluation and predictions.</summary>
public sealed class GoldenTrainingTests
{
    // The only table of runs that differ: the reason, and their history here.
    private static readonly Dictionary<string, (string Reason, double[] Losses)> s_explained = new()
    {
        ["layer_conv2d"] = (
            "In the fifth step two numbers in a pooling window differ by one float32 step, and the gradient goes to one or the other. " +
            "These losses are those of a NumPy program in float64, which chooses the same number as this library.",
            [3.9104994352412064, 1.5715563649676592, 1.0205570220474287]),
        ["layer_embedding"] = (
            "On TensorFlow an embedding's gradient is a list of rows, and Adam squares each before it adds those of one index. " +
            "These losses are those of the same Keras release on JAX, which adds first, as in the formula.",
            [2.1265475749969482, 1.9090498685836792, 1.8477574586868286]),
        ["layer_embedding_mask_pool"] = (
            "As layer_embedding: the losses of the same Keras release on JAX.",
            [2.0923142433166504, 2.0084357261657715, 1.9538991451263428]),
        ["layer_embedding_mask"] = (
            "As layer_embedding: the losses of the same Keras release on JAX.",
            [2.1406972408294678, 2.0591840744018555, 2.0151846408843994]),
        ["layer_attention_mask"] = (
            "As layer_embedding: the losses of the same Keras release on JAX.",
            [2.532536745071411, 2.28440523147583, 2.0467898845672607]),
        ["layer_table"] = (
            "As layer_embedding: the losses of the same Keras release on JAX, which was given the indices of the lookups and the crossing.",
            [2.2232091426849365, 2.0749258995056152, 2.0290305614471436]),
        ["layer_text"] = (
            "As layer_embedding: the losses of the same Keras release on JAX, which was given the indices that the texts have.",
            [1.0812644958496094, 1.029466152191162, 1.003478765487671]),
    };

    private static IEnumerable<string> Runs => GoldenRun.Names.Except(s_explained.Keys);

    private static IEnumerable<string> ExplainedRuns => s_explained.Keys;

    [TestCaseSource(nameof(Runs))]
    public void Training_DoesWhatKerasDoes(string name)
    {
        var run = new GoldenRun(name);
        using var model = run.Model();
        Assert.That(run.Differences(model), Is.Empty);
    }

    [TestCaseSource(nameof(ExplainedRuns))]
    public void AnExplainedRun_DiffersAsTheTableSays(string name)
    {
        var run = new GoldenRun(name);
        using var model = run.Model();
        Assert.That(run.Differences(model), Is.Not.Empty, $"{name} equals Keras's now: remove it from the table.");
        using var again = run.Model();
        Assert.That(Near.All("loss", run.Fit(again)["loss"], s_explained[name].Losses, 5e-5, 0), Is.Empty, s_explained[name].Reason);
        Assert.That(run.DifferencesAtTheEnd(), Is.Empty, "The reason does not apply to the results of the run's weights.");
    }
}
