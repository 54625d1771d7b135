using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView.Tests;

/// <summary>Exported models in ML.NET's pipelines, as docs/running-elsewhere.md shows.</summary>
public sealed class ApplyOnnxModelTests
{
    [Test]
    public void APipeline_GivesWhatTheModelGives()
    {
        var path = Path.Combine(Path.GetTempPath(), $"layers-mlnet-{Environment.ProcessId}.onnx");
        try
        {
            using var model = new Sequential(seed: 1) { new Input(3, name: "raw"),
                new Normalization(new float[] { 1, 2, 3 }, new float[] { 1, 4, 9 }), new Dense(2, name: "scores") };
            model.ExportOnnx(path);
            Car[] cars = [new() { Features = [8, 307, 130] }, new() { Features = [4, 97, 46] }];

            #region mlnet
            var ml = new MLContext();
            var rows = ml.Data.LoadFromEnumerable(cars);
            var pipeline = ml.Transforms.ApplyOnnxModel(outputColumnName: "scores", inputColumnName: "raw", modelFile: path);
            float[][] scores = [.. pipeline.Fit(rows).Transform(rows).GetColumn<float[]>("scores")];
            #endregion

            model.Engine = PredictEngine.OnnxRuntime;
            var expected = model.Predict(cars.Select(car => car.Features).ToArray());
            Assert.That(scores.SelectMany(row => row), Is.EqualTo(expected.Cast<float>()).Within(1e-6));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Car
    {
        [ColumnName("raw"), VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
