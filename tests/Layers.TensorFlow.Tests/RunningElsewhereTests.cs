namespace Layers.TensorFlow.Tests;

/// <summary>Tests the TensorFlow examples of docs/running-elsewhere.md.</summary>
public sealed class RunningElsewhereTests
{
    [Test]
    public void AModel_IsExportedAndRun()
    {
        RealTensorFlow.Require();
        using var temporary = new TempFolder();
        using var model = new Sequential(seed: 1) { new Input(6, name: "raw"), new Normalization(new float[] { 1, 2, 3, 4, 5, 6 },
            new float[] { 1, 4, 9, 16, 25, 36 }), new Dense(1, name: "mpg") };
        var folder = temporary.At("mpg/1");

        #region export
        model.ExportSavedModel(folder);     // saved_model.pb, and nothing else: no TensorFlow is needed for this
        #endregion

        #region run
        using var served = SavedModel.Load(folder);
        string summary = served.Summary();
        var outputs = served.Predict(new Dictionary<string, TensorData> { ["raw"] = new float[,] { { 8, 307, 130, 3504, 12, 1970 } } });
        float mpg = outputs["mpg"].AsSpan<float>()[0];
        #endregion

        Assert.That(summary, Does.Contain("raw: float32[?, 6]").And.Contain("mpg: float32[?, 1]"));
        Assert.That(mpg, Is.EqualTo(model.Predict(new float[,] { { 8, 307, 130, 3504, 12, 1970 } })[0, 0]).Within(1e-4).Percent);
    }
}
