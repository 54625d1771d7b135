using Layers.Graphs;

namespace Layers.Tests.Models;

public sealed class DeclaredInputsTests
{
    [Test]
    public void AnExportedModel_HasItsInputsInTheOrderOfTheModel()
    {
        Input a = new([2], name: "a"), b = new([2], name: "b");
        using var folder = new TempFolder();
        using var model = new Functional([a, b], [new Subtract().Apply(b, a)]);
        Assert.That(model.ExportOnnx(folder.At("model.onnx")).Inputs.Select(input => input.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Layers.Onnx.OnnxReader.Read(File.ReadAllBytes(folder.At("model.onnx"))).Inputs.Select(input => input.Name),
            Is.EqualTo(new[] { "a", "b" }));
        var y = model.Predict(new Dictionary<string, TensorData> { ["a"] = new[,] { { 1f, 2 } }!, ["b"] = new[,] { { 5f, 7 } }! });
        Assert.That(y.Values.Single().ToArray<float>(), Is.EqualTo(new[] { 4f, 5 }));
    }
}
