using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>The models that Keras saved with each optimizer's state: every variable is read, kept, written again in the same order, and
/// used.</summary>
public sealed class GoldenOptimizerTests
{
    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(TrainingFixtures.Path("models"), "optimizer_*.keras")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Variables_AreKeras(string name)
    {
        using var model = Model.Load(TrainingFixtures.Path($"models/{name}.keras"));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        var expected = TrainingFixtures.Json($"models/{name}.json")["optimizer_variables"]!.AsArray();
        TensorData[] variables = [.. OptimizerVariables.Write(model.Optimizer!, model.TrainableWeights)];
        Assert.That(variables, Has.Length.EqualTo(expected.Count));
        Assert.That(variables.Zip(expected).SelectMany(pair => Differences(pair.First, (JsonObject)pair.Second!)), Is.Empty);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Names))]
    public void Variables_SurviveASave(string name)
    {
        using var model = Model.Load(TrainingFixtures.Path($"models/{name}.keras"));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.keras");
        try
        {
            model.Save(path);
            using var again = Model.Load(path);
            Assert.That(again.LoadReport!.Warnings, Is.Empty);
            Assert.That(Bytes(again), Is.EqualTo(Bytes(model)));
            Assert.That(KerasJson.Write(OptimizerJson.Write(again.Optimizer!)),
                Is.EqualTo(KerasJson.Write(OptimizerJson.Write(model.Optimizer!))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Training_ContinuesFromTheState(string name)
    {
        using var model = Model.Load(TrainingFixtures.Path($"models/{name}.keras"));
        using var fresh = Model.Load(TrainingFixtures.Path($"models/{name}.keras"));
        fresh.Optimizer!.State = null;
        var x = TrainingFixtures.Tensor(TrainingFixtures.Json($"models/{name}.json")["inputs"]!);
        float[,] y = { { 18 }, { 15 }, { 16 } };
        model.Fit(x, y, shuffle: false);
        fresh.Fit(x, y, shuffle: false);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(4));
        // SGD without momentum has no state; every other optimizer's step depends on its state.
        var remembers = model.Optimizer.State!.Count > 0;
        Assert.That(Bytes(model).SequenceEqual(Bytes(fresh)), Is.EqualTo(!remembers));
    }

    // The descriptions omit the elements of large variables.
    private static IEnumerable<string> Differences(TensorData variable, JsonObject expected) => expected["data"] is null
        ? variable.Shape.ToArray().SequenceEqual(expected["shape"]!.AsArray().Select(size => (long)size!))
            ? [] : [$"{expected["path"]}: shape {variable.Shape}"]
        : Near.Of((string)expected["path"]!, variable, TrainingFixtures.Tensor(expected), 0, 0);

    private static byte[] Bytes(Model model) =>
        [.. model.Weights.Select(weight => weight.Value).Concat(OptimizerVariables.Write(model.Optimizer!, model.TrainableWeights))
            .SelectMany(data => data.AsBytes().ToArray())];
}
