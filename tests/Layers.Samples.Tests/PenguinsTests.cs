using Layers.Data;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed class PenguinsTests : FolderTests
{
    [Test]
    public void Sample_SaysTheSpecies_InASecondProcessAndInOnnxRuntime()
    {
        var (code, output, error) = SampleProgram.Run("Penguins", Folder);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Match(@"Chinstrap \(\d+\.\d %\)").And.Contain("from a dictionary: Chinstrap")
            .And.Contain("from a record: Chinstrap").And.Contain("Plain ONNX Runtime answers: Chinstrap"));

        // The saved files, on all birds.
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();
        using var model = Model.Load(InFolder("penguins.keras"));
        var labels = model.Predict(birds).Select(one => one.Label).ToList();
        var right = labels.Zip(birds.Texts("Species").ToArray(), (predicted, truth) => predicted == truth).Count(isRight => isRight);
        Assert.That(right, Is.GreaterThan(0.95 * birds.RowCount));
        Assert.That(model.Evaluate(birds)["accuracy"], Is.EqualTo((double)right / birds.RowCount).Within(1e-6));
        var columns = model.Inputs.ToDictionary(input => input.Name, input => Column(birds, input));
        Served.IsAlike("penguins", model, columns);
        using var session = new InferenceSession(InFolder("penguins.onnx"));
        Assert.That(session.InputNames, Does.Contain("Island").And.Contain("Body Mass (g)"));
    }

    // Returns a column as the model's input requires it.
    private static TensorData Column(Table birds, Input input)
    {
        var values = birds[input.Name].ToTensor(input.Type);
        return values.Reshape([values.Length, 1]);
    }
}
