using System.Diagnostics;
using Layers.Data;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed class PenguinsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("layers-penguins-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Sample_SaysTheSpecies_InASecondProcessAndInOnnxRuntime()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Penguins.dll")]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        Assert.That(output.Result, Does.Match(@"Chinstrap \(\d+\.\d %\)").And.Contain("from a dictionary: Chinstrap").And.Contain("from a record: Chinstrap").And.Contain("Plain ONNX Runtime says: Chinstrap"));

        // The files themselves, on all birds.
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();
        using var model = Model.Load(Path.Combine(_folder, "penguins.keras"));
        var labels = model.Predict(birds).Select(one => one.Label).ToList();
        var right = labels.Zip(birds.Texts("Species").ToArray(), (predicted, truth) => predicted == truth).Count(isRight => isRight);
        Assert.That(right, Is.GreaterThan(0.95 * birds.RowCount));
        Assert.That(model.Evaluate(birds)["accuracy"], Is.EqualTo((double)right / birds.RowCount).Within(1e-6));
        var columns = model.Inputs.ToDictionary(input => input.Name, input => Column(birds, input));
        Served.IsAlike("penguins", model, columns);
        using var session = new InferenceSession(Path.Combine(_folder, "penguins.onnx"));
        Assert.That(session.InputNames, Does.Contain("Island").And.Contain("Body Mass (g)"));
    }

    // A column as the model's input takes it.
    private static TensorData Column(Table birds, Input input)
    {
        var values = birds[input.Name].ToTensor(input.Type);
        return values.Reshape([values.Length, 1]);
    }
}
