using Layers.Onnx;

namespace Layers.PublicApi.Tests;

/// <summary>The metadata of a file, through public members.</summary>
public sealed class FileMemoryTests
{
    [Test]
    public void ALoadedModel_KnowsItsWordsAndItsHistory_AndIsHealthy()
    {
        var folder = Directory.CreateTempSubdirectory("layers-memory-").FullName;
        try
        {
            var path = Path.Combine(folder, "numbers.keras");
            using var model = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
            model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
            var history = model.Fit(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, (string[])["one", "two", "three"], epochs: 2);
            model.Save(path, new SaveOptions { HealthRow = HealthRow.Of((float[])[1, 2]) });

            using var loaded = Model.Load(path);
            HealthReport report = loaded.HealthCheck()!;
            Assert.Multiple(() =>
            {
                Assert.That(report.IsHealthy, $"{report}");
                Assert.That(loaded.History!["loss"], Is.EqualTo(history["loss"]));
                Assert.That(loaded.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "one", "three", "two" }));
                Assert.That(HealthRow.KeptBy(loaded), Is.Not.Null);
            });

            loaded.ExportOnnx(Path.Combine(folder, "numbers.onnx"));
            Assert.That(OnnxReader.Metadata(File.ReadAllBytes(Path.Combine(folder, "numbers.onnx")))["layers.outputs"],
                Does.Contain("""["one","three","two"]"""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
