namespace Layers.Tests;

/// <summary>Exported models with texts and integers, run in a plain session of ONNX Runtime and in onnxruntime-node. Texts and integers are
/// equal, and floats to 1e-6.</summary>
public sealed class ExportedModelsTests
{
    private static IEnumerable<string> Names => ExportedModels.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void APlainSession_GivesWhatTheModelGives(string name)
    {
        using var folder = new TempFolder();
        var (model, rows) = ExportedModels.All[name]();
        using var _ = model;
        var graph = model.ExportOnnx(folder.At("m.onnx"));
        Assert.That(graph.Opsets.Keys, Is.SubsetOf(new[] { "", "ai.onnx.ml" }), "standard operators only");
        IsAlike(name, PlainOnnx.Run(folder.At("m.onnx"), rows), model.Predict(rows).Values.Single());
    }

    [Test]
    [Category("Interop")]
    public void Node_GivesWhatTheModelsGive()
    {
        using var folder = new TempFolder();
        var (jobs, expected) = (new List<(string, IReadOnlyDictionary<string, TensorData>)>(), new List<TensorData>());
        foreach (var make in ExportedModels.All.Values)
        {
            var (model, rows) = make();
            using var _ = model;
            var path = folder.At($"{jobs.Count}.onnx");
            model.ExportOnnx(path);
            // JSON and JavaScript keep half of a surrogate pair, so ONNX Runtime converts it.
            jobs.Add((path, rows));
            expected.Add(model.Predict(rows).Values.Single());
        }
        var actual = NodeProcess.Run(folder, jobs);
        Assert.Multiple(() =>
        {
            foreach (var (name, i) in Names.Select((name, i) => (name, i))) IsAlike(name, actual[i], expected[i]);
        });
    }

    private static void IsAlike(string name, TensorData actual, TensorData expected)
    {
        Assert.That(actual.Type, Is.EqualTo(expected.Type), name);
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), name);
        if (expected.Type == DType.String) Assert.That(actual.ToArray<string>(), Is.EqualTo(expected.ToArray<string>()), name);
        else if (expected.Type == DType.Int64) Assert.That(actual.ToArray<long>(), Is.EqualTo(expected.ToArray<long>()), name);
        else Assert.That(Casting.Cast(actual, DType.Float64).ToArray<double>(),
            Is.EqualTo(Casting.Cast(expected, DType.Float64).ToArray<double>()).Within(1e-6), name);
    }
}
