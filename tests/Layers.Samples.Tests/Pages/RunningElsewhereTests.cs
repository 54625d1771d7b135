using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests.Pages;

/// <summary>The ONNX Runtime examples of docs/running-elsewhere.md.</summary>
public sealed class RunningElsewhereTests : FolderTests
{
    [Test]
    public void ExportedModel_RunsInOnnxRuntime()
    {
        var normalization = new Normalization(new float[9], Enumerable.Repeat(4f, 9).ToArray());
        using var model = new Sequential { new Input(9), normalization, new Dense(4), new Dense(2), new Dense(1) };
        var path = InFolder("fuel-efficiency.onnx");
        model.ExportOnnx(path);
        float[] car = [4, 140, 86, 2790, 15.6f, 1982, 1, 0, 0];

        #region onnx
        using var session = new InferenceSession(path);
        using var options = new RunOptions();
        using var row = OrtValue.CreateTensorValueFromMemory(car, [1, 9]);
        using var results = session.Run(options, ["input_layer"], [row], ["dense_2"]);
        float mpg = results[0].GetTensorDataAsSpan<float>()[0];
        #endregion

        model.Engine = PredictEngine.OnnxRuntime;       // bit for bit; the row engine adds in another order
        Assert.That(mpg, Is.EqualTo(model.Predict(car)[0]));
    }
}
